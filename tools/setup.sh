#!/usr/bin/env bash
# tools/setup.sh run|check|long|bench: installs the Debian packages that are missing for that purpose, with
# sudo when not root. Instant when nothing is missing. Exits 1 only when something needed is missing
# after that; without something optional the tests that want it are skipped and say so.
set -u
cd "$(dirname "$0")/.." || exit 1

# purpose, needed or optional, package, why. `check` and `bench` include `run`, `long` includes `check`.
packages='
run    needed    gcc                   compiles the program
run    needed    make                  knows what to build
run    needed    pkg-config            finds the libraries
run    needed    libc6-dev             the C library to compile against
run    needed    libmicrohttpd-dev     HTTP
run    needed    libsqlite3-dev        the stores and the snapshot
run    needed    libsodium-dev         hashes, signatures, sealing
run    needed    libjansson-dev        reads JSON
run    needed    zlib1g-dev            compresses pages
run    needed    libinih-dev           reads uphold.conf
check  needed    libcmocka-dev         unit tests
check  optional  clang-14              the fuzz targets; a second compiler to satisfy
check  optional  libclang-rt-14-dev    libFuzzer and the sanitizers for it
check  optional  chromium              every page in a real browser
check  optional  fonts-noto-core       the scripts of the six languages on those pages
check  optional  nodejs                drives the browser (18 or newer)
check  optional  npm                   installs the pinned packages of tests/browser
check  optional  default-jre-headless  the Nu HTML checker
check  optional  curl                  asks the program what a stranger would ask
check  optional  sqlite3               looks into the stores from outside
check  optional  strace                sees which files are opened; kills at a chosen system call
check  optional  r-base-core           survival, beta and proportions as R has them
check  optional  r-cran-survival       the same
check  optional  shellcheck            reads these scripts
long   optional  valgrind              the unit tests once more, instruction by instruction
bench  needed    sqlite3               what import and export are measured against
bench  needed    nginx-light           what kept pages are measured against
bench  needed    wrk                   asks for them
bench  needed    curl                  asks for every page once
bench  needed    python3               sums up and writes the tables
bench  needed    procps                finds the processes of a server
bench  needed    time                  the largest memory of a command
'

case ${1-} in
    run) purposes=run ;;
    check) purposes='run|check' ;;
    long) purposes='run|check|long' ;;
    bench) purposes='run|bench' ;;
    *) echo "usage: tools/setup.sh run|check|long|bench" >&2; exit 2 ;;
esac
wanted=$(grep -E "^($purposes) " <<<"$packages")
log=build/setup.log

# Some come from elsewhere than Debian as often as not; what counts is the command.
stands_in() {
    case $1 in
        nodejs) [[ $(node --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 18)) ;;
        npm) command -v npm ;;
        default-jre-headless) command -v java ;;
        *) false ;;
    esac >/dev/null
}

missing() { # [needed|optional]: the packages of that need, or of any
    local names installed name
    names=$(awk -v need="${1-}" '!need || $2 == need { print $3 }' <<<"$wanted")
    # shellcheck disable=SC2086 # one word a package
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $names 2>/dev/null)
    for name in $names; do
        [[ $'\n'$installed$'\n' == *$'\n'"$name installed"$'\n'* ]] || stands_in "$name" || echo "$name"
    done
}

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}

install() { # the package lists may be absent (a new container) or stale: then once more with new ones
    apt install -y --no-install-recommends "$@" && return
    [ -z "${refreshed-}" ] && refreshed=yes && apt update &&
        apt install -y --no-install-recommends "$@"
}

explain() { # names: a line each with what it is for
    local name
    for name in "$@"; do
        awk -v name="$name" '$3 == name { $1 = $2 = $3 = ""; sub(/^ +/, ""); print "  " name ": " $0 }' \
            <<<"$wanted"
    done >&2
}

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not Debian; the build needs what these packages hold there:" >&2
    # shellcheck disable=SC2046
    explain $(awk '$2 == "needed" { print $3 }' <<<"$wanted")
    exit 0
fi

mapfile -t absent < <(missing)
if ((${#absent[@]})); then
    mkdir -p build
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    if ((EUID == 0)) || command -v sudo >/dev/null; then
        echo "setup: installing ${absent[*]} (what apt says is in $log)"
        if ! install "${absent[@]}"; then
            for name in "${absent[@]}"; do install "$name"; done
        fi
    else
        echo "setup: neither root nor sudo: cannot install ${absent[*]}" >&2
        log=
    fi

    mapfile -t absent < <(missing optional)
    if ((${#absent[@]})); then
        echo "setup: not to be had here; the tests that want these are skipped:" >&2
        explain "${absent[@]}"
    fi
    mapfile -t absent < <(missing needed)
    if ((${#absent[@]})); then
        echo "setup: these are needed and could not be installed${log:+ (why: $log)}:" >&2
        explain "${absent[@]}"
        echo "With root rights and a network: apt-get update && apt-get install ${absent[*]}" >&2
        exit 1
    fi
fi

# The browser tests' own packages, as the lock file pins them. The copy of the lock says what is there.
lock=tests/browser/package-lock.json
there=tests/browser/node_modules/.installed.json
if [[ $purposes == *check* ]] && stands_in nodejs && stands_in npm && ! cmp -s "$lock" "$there"; then
    echo "setup: installing the packages of tests/browser"
    mkdir -p build
    if (cd tests/browser && npm ci --no-audit --no-fund) </dev/null >>"$log" 2>&1; then
        cp "$lock" "$there"
    else
        echo "setup: npm could not install them (why: $log); the browser tests are skipped" >&2
    fi
fi
exit 0
