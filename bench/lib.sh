# For the benches, to be sourced: the program, a folder that is gone at the end, homes, a server, and `note`,
# which prints one measured value as a JSON line (bench/report.py knows what each means).
# shellcheck shell=bash disable=SC2034 # what is set here is used by who sources it
set -eEuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C
uphold=$PWD/build/release/uphold
kept=$PWD/build/bench
mkdir -p "$kept"
work=$(mktemp -d "${TMPDIR:-/tmp}/uphold-bench.XXXXXX")
chmod 755 "$work" # nginx reads here as another user
started=()
ended() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || continue
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap ended EXIT
trap 'echo "$0 stopped at line $LINENO" >&2' ERR

note() { # MEASURE SIDE ROUND VALUE
    printf '{"measure":"%s","side":"%s","round":%d,"value":%s}\n' "$@"
}

# Waits, but not for long, until the processors have been idle for four fifths of a second: others may be at work.
quiet() {
    local wait idle before
    for wait in $(seq 10); do
        before=$(awk '$1 == "cpu" { print $5 }' /proc/stat)
        sleep 1
        idle=$(awk -v before="$before" '$1 == "cpu" { print $5 - before }' /proc/stat)
        ((idle * 5 < $(nproc) * $(getconf CLK_TCK) * 4)) || return 0
    done
    echo "it did not become quiet in $wait seconds" >&2
}

# Runs a command, its output to a file; sets `seconds` and `peak_kb`. A failure shows the output and ends.
measured() { # COMMAND...
    local begin=$EPOCHREALTIME
    if ! /usr/bin/time -o "$work/peak" -f %M "$@" >"$work/said" 2>&1; then
        tail -n 5 "$work/said" >&2
        return 1
    fi
    seconds=$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.4f", b - a }')
    peak_kb=$(tail -n 1 "$work/peak")
}

per_second() { # COUNT: by the last `measured`
    awk -v n="$1" -v s="$seconds" 'BEGIN { printf "%.0f", n / s }'
}

# A home with the reference data and so many synthetic communications, made anew when the program is newer.
home_of() { # ROWS
    local home=$kept/home-$1 rows=$kept/communications-$1.csv
    if [ ! "$home" -nt "$uphold" ] || [ ! -e "$home/made" ]; then
        rm -rf "$home"
        "$uphold" init --home "$home" >/dev/null
        if (($1)); then
            communications "$1"
            "$uphold" import communication "$rows" --home "$home" >/dev/null
        fi
        touch "$home/made"
    fi
    echo "$home"
}

communications() { # ROWS: into build/bench
    local rows=$kept/communications-$1.csv
    [ "$rows" -nt bench/communications.awk ] ||
        awk -v count="$1" -f bench/communications.awk data/state.csv >"$rows"
}

snapshot_of() { # HOME: its newest snapshot
    find "$1/snapshot" -name '*.db' | sort -V | tail -n 1
}

# Serves a home on the loopback address; sets `base` and `server` (the process).
serve() { # HOME [OPTION...]
    local home=$1
    shift
    "$uphold" serve --home "$home" --port 0 "$@" >"$work/serving" 2>"$work/log" &
    server=$!
    started+=("$server")
    for _ in $(seq 3000); do
        base=$(sed -n 's/^public \(http:.*\)\/$/\1/p' "$work/serving")
        [ -z "$base" ] || return 0
        sleep 0.01
    done
    echo "the server did not begin to serve:" >&2
    cat "$work/log" >&2
    return 1
}

stop() { # PROCESS that was started here
    local process=$1 other=()
    kill "$process"
    wait "$process" 2>/dev/null || true
    for process in "${started[@]}"; do [ "$process" = "$1" ] || other+=("$process"); done
    started=("${other[@]}")
}

resident() { # FIELD of smaps_rollup, over the server and its children, in MB
    for process in $server $(pgrep -P "$server" || true); do
        awk -v field="$1:" '$1 == field { print $2 }' "/proc/$process/smaps_rollup"
    done | awk '{ sum += $1 } END { printf "%.1f", sum / 1024 }'
}

# Paths of all dossiers and State pages in a home.
dossiers() { # HOME
    sqlite3 -readonly "$(snapshot_of "$1")" \
        "select '/states/' || key from state;
         select '/elections/' || election || '/' || iso3 from candidacy order by key"
}
