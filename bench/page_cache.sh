#!/usr/bin/env bash
# Kept pages of 20 KB over keep-alive connections: our server against nginx serving the same bytes as
# files, with sendfile off (its best here) and as it comes. "page" is one page, by wrk; "zipf" is 100
# addresses with languages and conditional requests, by page_load. Rounds are interleaved, so that a
# noisy machine is noisy for all; the table shows medians, build/bench/page_cache.jsonl keeps every
# run.
#
#     bench/page_cache.sh [ROUNDS [SECONDS]]        everything on the loopback address
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3} seconds=${2:-5} connections=64 pages=100 bytes=20480
work=$(mktemp -d) results=build/bench/page_cache.jsonl
declare -A port=([ours]=18190 [nginx-best]=18191 [nginx-default]=18192)
declare -A path=([ours]=/pages/%zu [nginx-best]=/%zu.html [nginx-default]=/%zu.html)
mkdir -p build/bench "$work/pages"
chmod 755 "$work" "$work/pages"
trap 'kill $(cat "$work"/*.pid 2> /dev/null) 2> /dev/null || true; rm -rf "$work"' EXIT

make -s MODE=release build/release/libhttp.a build/release/libbase.a
for program in page_server page_load; do
    gcc -std=c17 -D_GNU_SOURCE -Isrc -O2 -o build/bench/$program bench/$program.c \
        build/release/libhttp.a build/release/libbase.a \
        $(pkg-config --libs libmicrohttpd libsodium zlib) -lpthread -lm
done

cat > "$work/nginx.conf" << CONF
worker_processes $(nproc); pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http {
    access_log off; keepalive_requests 1000000000; types { text/html html; }
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
    uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
    server { listen 127.0.0.1:${port[nginx-best]}; root $work/pages; sendfile off;
             open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s; }
    server { listen 127.0.0.1:${port[nginx-default]}; root $work/pages; sendfile on; }
}
CONF

build/bench/page_server 127.0.0.1:${port[ours]} $pages $bytes "$work/pages" > "$work/ready" &
echo $! > "$work/ours.pid"
for _ in $(seq 100); do grep -q ready "$work/ready" && break; sleep 0.1; done
nginx -c "$work/nginx.conf" -e "$work/error.log"
for _ in $(seq 50); do [ -s "$work/nginx.pid" ] && break; sleep 0.1; done

address() { # server number
    echo "http://127.0.0.1:${port[$1]}${path[$1]/\%zu/$2}"
}

processor_ticks() { # server: user and system time of all its processes, in ticks
    local first process
    first=$(cat "$work/${1%%-*}.pid")
    for process in $first $(pgrep -P "$first"); do
        sed 's/.*) //' /proc/$process/stat
    done | awk '{ sum += $12 + $13 } END { print sum }'
}

# Each page once in each language, so that all are kept, and the tags that returning readers have.
for server in ours nginx-best nginx-default; do
    for ((number = 0; number < pages; number++)); do
        curl -s -o /dev/null -H 'Accept-Language: fr' "$(address $server $number)"
        curl -sI -H 'Accept-Language: en' "$(address $server $number)" |
            tr -d '\r' | awk 'tolower($1) == "etag:" { print $2 }'
    done > "$work/etags-$server"
done

load_page() { # server: one page, as a JSON object
    wrk -t2 -c$connections -d"${seconds}s" --latency "$(address $1 0)" | awk '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "50%" { p50 = ms($2) }
        $1 == "99%" { p99 = ms($2) }
        $2 == "requests" { requests = $1 }
        $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx or 3xx|Socket errors/ { print > "/dev/stderr"; exit 1 }
        END { printf "{\"requests\":%d,\"per_second\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}\n",
                     requests, rate, p50, p99 }'
}

load_zipf() { # server
    build/bench/page_load ${port[$1]} $connections $seconds ${path[$1]} "$work/etags-$1"
}

for ((round = 0; round < rounds; round++)); do
    for test in page zipf; do
        for server in ours nginx-best nginx-default; do
            before=$(processor_ticks $server)
            run=$(load_$test $server)
            ticks=$(($(processor_ticks $server) - before))
            echo "{\"test\":\"$test\",\"server\":\"$server\",\"ticks\":$ticks,${run#\{}"
        done
    done
done | tee "$work/runs" >> $results

python3 - "$work/runs" << 'REPORT'
import json, os, statistics, sys
runs = [json.loads(line) for line in open(sys.argv[1])]
for run in runs:
    run["us"] = 1e6 * run["ticks"] / os.sysconf("SC_CLK_TCK") / run["requests"]
print(f"{'test':6}{'server':15}{'req/s':>9}  {'ratio to nginx-best':20}{'p50 ms':>8}{'p99 ms':>8}"
      f"{'CPU us/req':>12}")
for test in ("page", "zipf"):
    best = [r["per_second"] for r in runs if (r["test"], r["server"]) == (test, "nginx-best")]
    for server in ("ours", "nginx-best", "nginx-default"):
        mine = [r for r in runs if (r["test"], r["server"]) == (test, server)]
        middle = {key: statistics.median(r[key] for r in mine)
                  for key in ("per_second", "p50_ms", "p99_ms", "us")}
        ratios = sorted(r["per_second"] / b for r, b in zip(mine, best))
        spread = f"{statistics.median(ratios):.2f} [{ratios[0]:.2f}-{ratios[-1]:.2f}]"
        print(f"{test:6}{server:15}{middle['per_second']:9.0f}  {spread:20}{middle['p50_ms']:8.2f}"
              f"{middle['p99_ms']:8.2f}{middle['us']:12.1f}")
REPORT
