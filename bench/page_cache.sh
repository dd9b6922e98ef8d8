#!/usr/bin/env bash
# bench/page_cache.sh [ROUNDS [SECONDS]]: kept pages over keep-alive connections, from the public process, beside
# nginx serving the same bytes as files, at its best here (sendfile off, open files kept) and as it comes:
#   page    the State page nearest to 20 KB, by wrk
#   gzip    the dossier /elections/2013/CHN as browsers ask for it; nginx has the compressed file ready
#   zipf    100 dossiers by Zipf's law, with languages, every second request conditional, by page_load
# Rounds are interleaved, so that a noisy machine is noisy for all. Everything on the loopback address.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
rounds=${1:-${ROUNDS:-7}} seconds=${2:-3} connections=64 pages=100
servers=(uphold nginx_best nginx_default)
declare -A port=([nginx_best]=18191 [nginx_default]=18192) suffix=([uphold]='' [nginx_best]=.html [nginx_default]=.html)

make -s MODE=release build/release/libbase.a
gcc -std=c17 -D_GNU_SOURCE -Isrc -O2 -o "$kept/page_load" bench/page_load.c build/release/libbase.a -lm

home=$(home_of 0)
serve "$home" --only public
port[uphold]=${base##*:}
address() { # SERVER PATH
    echo "http://127.0.0.1:${port[$1]}$2${suffix[$1]}"
}

# --- the same bytes as files ---------------------------------------------------------------------------
save() { # PATH: the page and its compressed form
    mkdir -p "$work/pages$(dirname "$1")"
    curl -sf -o "$work/pages$1.html" "$base$1"
    curl -sf -o "$work/pages$1.html.gz" -H 'Accept-Encoding: gzip' "$base$1"
}
dossiers "$home" | grep /elections/ | awk -v n=$pages 'NR % 3 == 0 && n-- > 0' >"$work/dossiers"
{
    dossiers "$home" | grep /states/
    cat "$work/dossiers"
    echo /elections/2013/CHN
} | while read -r path; do save "$path"; done
page=$(cd "$work/pages" && find states -name '*.html' -printf '%s /%p\n' |
    awk '{ d = $1 > 20480 ? $1 - 20480 : 20480 - $1; print d, $2 }' | sort -n | sed -n '1s/.* \(.*\).html/\1/p')
chmod -R a+rX "$work/pages"
note page_bytes uphold 1 "$(stat -c %s "$work/pages$page.html")"

cat >"$work/nginx.conf" <<CONF
worker_processes $(nproc); pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http {
    access_log off; keepalive_requests 1000000000; types { text/html html; } gzip_static on;
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
    uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
    server { listen 127.0.0.1:${port[nginx_best]}; root $work/pages; sendfile off;
             open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s; }
    server { listen 127.0.0.1:${port[nginx_default]}; root $work/pages; sendfile on; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log" -g 'daemon off;' &
nginx=$!
started+=("$nginx")
for _ in $(seq 100); do
    curl -sf -o /dev/null "$(address nginx_default "$page")" && break
    sleep 0.05
done

# Each server must give the same bytes, plain and compressed, before it is measured.
for server in "${servers[@]}"; do
    for path in "$page" /elections/2013/CHN; do
        curl -sf "$(address "$server" "$path")" | cmp - "$work/pages$path.html"
        curl -sf -H 'Accept-Encoding: gzip' "$(address "$server" "$path")" | cmp - "$work/pages$path.html.gz"
    done
    while read -r path; do # and the tags returning readers have
        echo "$path${suffix[$server]}" "$(curl -sfI "$(address "$server" "$path")" |
            tr -d '\r' | awk 'tolower($1) == "etag:" { print $2 }')"
    done <"$work/dossiers" >"$work/tags_$server"
done

# --- load ------------------------------------------------------------------------------------------------
processor_ticks() { # SERVER: user and system time of all its processes, in ticks
    local first=$nginx process
    [ "$1" != uphold ] || first=${started[0]}
    for process in $first $(pgrep -P "$first" || true); do
        sed 's/.*) //' "/proc/$process/stat"
    done | awk '{ sum += $12 + $13 } END { print sum }'
}

load_by_wrk() { # SERVER PATH [HEADER]: as a JSON object
    wrk -t2 -c$connections -d"${seconds}s" --latency ${3:+-H "$3"} "$(address "$1" "$2")" | awk '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "50%" { p50 = ms($2) }
        $1 == "99%" { p99 = ms($2) }
        $2 == "requests" { requests = $1 }
        $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx or 3xx|Socket errors/ { print > "/dev/stderr"; exit 1 }
        END { printf "{\"requests\":%d,\"per_second\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}\n",
                     requests, rate, p50, p99 }'
}
load_page() { load_by_wrk "$1" "$page"; }
load_gzip() { load_by_wrk "$1" /elections/2013/CHN 'Accept-Encoding: gzip'; }
load_zipf() { "$kept/page_load" "${port[$1]}" $connections "$seconds" "$work/tags_$1"; }

field() { # NAME OBJECT
    local from=${2#*"\"$1\":"}
    echo "${from%%[,\}]*}"
}
for ((round = 1; round <= rounds; round++)); do
    for test in page gzip zipf; do
        quiet
        for server in "${servers[@]}"; do
            before=$(processor_ticks "$server")
            run=$("load_$test" "$server")
            ticks=$(($(processor_ticks "$server") - before))
            note "$test" "$server" "$round" "$(field per_second "$run")"
            note "${test}_p99_ms" "$server" "$round" "$(field p99_ms "$run")"
            note "${test}_cpu_us" "$server" "$round" "$(awk -v t=$ticks -v n="$(field requests "$run")" \
                -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.1f", 1e6 * t / hz / n }')"
        done
    done
done
