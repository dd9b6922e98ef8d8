#!/usr/bin/env bash
# A process killed at any moment of an import, an undo or init leaves the old state or the new one, never anything
# between; reading works at once, and so does the next import. Killed are: imports at random moments (10, in --long
# 200), and at each system call that makes a change last or visible.
. tools/tap.sh
# What lasts is looked at here; the sanitizers see the same code in the other tests, ten times slower.
[ -x build/release/uphold ] && UPHOLD=$PWD/build/release/uphold
start=$scratch/start home=$scratch/home
"$UPHOLD" init --home "$start" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"
make_file() { # ROWS: big.csv
    rows=$1
    {
        echo iso3,number,year,type,source,as_of
        seq "$rows" | sed 's/.*/CHN,&,1931,AL,made for this test,2026/'
    } >"$scratch/big.csv"
    records=([old]=$before [new]=$((before + rows)))
}
echo $'iso3,status,fictional,source,as_of\nXAA,member,yes,a test,2026' >"$scratch/small.csv"
count() { "$UPHOLD" export communication --home "$1" | tail -n +2 | wc -l; }
is_there() { "$UPHOLD" show communication "$1" --home "$home" >/dev/null 2>&1 && echo new || echo old; }
fresh() { rm -rf "$home" && cp -r "$start" "$home"; }
before=$(count "$start")
declare -A records

look() { # sets $state to old, new, or what is wrong with the home; tries the next import, too
    local last counted
    state=$(is_there "CHN 1/1931")
    last=$(is_there "CHN $rows/1931")
    [ "$state" = "$last" ] || state="first record $state, last $last"
    "$UPHOLD" show treaty_action CHN/CCPR --home "$home" >"$scratch/said" 2>&1 || state+="; show: $(<"$scratch/said")"
    "$UPHOLD" import state "$scratch/small.csv" --home "$home" >"$scratch/said" 2>&1 || state+="; import: $(<"$scratch/said")"
    counted=$(count "$home")
    [ "$counted" = "${records[$last]}" ] || state+="; $counted records"
    [ -z "$(find "$home/snapshot" -name pending -o -name '*.tmp')" ] || state+="; left over: $(ls "$home/snapshot")"
    [ "$(find "$home/snapshot" -name '*.db' | wc -l)" -le 2 ] || state+="; too many snapshots"
}
note_state() { # WHEN: counts the state in $old or $new, or gathers in $wrong what is wrong with it
    case $state in
        old) ((old += 1)) ;;
        new) ((new += 1)) ;;
        *) wrong+="killed $1: $state"$'\n' ;;
    esac
}

# --- at random moments ----------------------------------------------------------------------------------
make_file 20000 # so that the kills land in the middle
now() { date +%s%3N; }
fresh
began=$(now)
ok "without a kill the import is carried out" "$UPHOLD" import communication "$scratch/big.csv" --home "$home"
took=$(($(now) - began))
look
is "and the new state stands" "$state" new

times=10 writes=10
[ "${UPHOLD_CHECK-}" = long ] && times=200 writes=40
seed=${UPHOLD_KILL_SEED-$$}
RANDOM=$seed
wrong='' running=0 old=0 new=0
for ((i = 0; i < times; i++)); do
    fresh
    delay=$((RANDOM * took / 32768))
    "$UPHOLD" import communication "$scratch/big.csv" --home "$home" >/dev/null 2>&1 &
    victim=$!
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    kill -9 $victim 2>/dev/null
    { wait $victim; } 2>/dev/null
    (($? == 137)) && ((running += 1))
    look
    note_state "after $delay ms"
done
is "killed $times times at random moments (seed $seed), it leaves the old or the new state" "$wrong" ""
ok "and kills found it running ($running of $times; $old old, $new new)" test $running -gt 0

# --- at each call that makes a change last or visible, and at some of the writes ---------------------------
traced() { # CALL NUMBER COMMAND...: dies at that call; the status is 137 when it did
    local call=$1 when=$2
    shift 2
    # The leak check cannot run under ptrace. A shell of its own, so that its word about the kill goes nowhere.
    (
        ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$scratch/calls" -e "trace=$call" \
            -e "inject=$call:signal=KILL:when=$when" "$@"
        exit $?
    ) >/dev/null 2>&1
}
stride=1 enough=1000
at_calls() { # SENTENCE LOOK COMMAND...: kills the command at each call in turn (or at each of $stride), until it does
    # not get there any more or $enough of them left the new state
    local sentence=$1 look=$2 call when before_call
    shift 2
    wrong='' old=0 new=0
    for call in fsync fdatasync rename unlink flock; do
        for ((when = 1, before_call = new; when < 1000 && new - before_call < enough; when += stride)); do
            fresh
            traced $call $when "$@"
            (($? == 137)) || break
            $look
            note_state "at $call $when"
        done
    done
    is "killed at each sync, rename and unlink, $sentence" "$wrong" ""
    ok "and died there $((old + new)) times ($old old, $new new)" test $((old && new)) = 1
}
# shellcheck disable=SC2317 # at_calls calls it
look_at_home() { # no home yet, which the next init makes, or one with all records
    state=old
    if "$UPHOLD" show state CHN --home "$home" >"$scratch/said" 2>&1; then
        state=new
        "$UPHOLD" init --home "$home" >"$scratch/said" 2>&1 && state="made twice"
    elif ! grep -q 'is no Uphold home; make one with' "$scratch/said"; then
        state="show: $(<"$scratch/said")"
    elif ! "$UPHOLD" init --home "$home" >"$scratch/said" 2>&1; then
        state="init: $(<"$scratch/said")"
    fi
    [ "$(count "$home")" = "$before" ] || state+="; $(count "$home") records"
    "$UPHOLD" import state "$scratch/small.csv" --home "$home" >"$scratch/said" 2>&1 || state+="; import: $(<"$scratch/said")"
}
at_writes() {
    local when all
    wrong='' old=0 new=0
    fresh
    traced pwrite64 60000 "$UPHOLD" import communication "$scratch/big.csv" --home "$home"
    all=$(grep -c pwrite64 "$scratch/calls")
    for ((i = 0; i < writes; i++)); do
        when=$((RANDOM * all / 32768 + 1))
        fresh
        traced pwrite64 $when "$UPHOLD" import communication "$scratch/big.csv" --home "$home"
        look
        note_state "at write $when"
    done
    is "killed at $writes of its $all writes, it does, too ($old old, $new new)" "$wrong" ""
}
if strace -f -qq -o /dev/null true 2>/dev/null; then
    make_file 2000
    at_calls "an import leaves the old or the new state" look \
        "$UPHOLD" import communication "$scratch/big.csv" --home "$home"
    at_writes
    # Here the old state is the one with the records, and "new" is what is_there calls it.
    "$UPHOLD" import communication "$scratch/big.csv" --home "$start" >"$scratch/said"
    undone=$(sed -n 's/^done: import \([0-9]*\);.*/\1/p' "$scratch/said")
    at_calls "an undo does, too" look "$UPHOLD" import --undo "$undone" --home "$home"
    fresh() { rm -rf "$home"; }
    enough=2 stride=6 # init takes long, and behind its commit only makes releases
    [ "${UPHOLD_CHECK-}" = long ] && stride=2
    at_calls "init leaves no home, which the next init makes, or one with all records" look_at_home \
        "$UPHOLD" init --home "$home"
else
    skip "killed at each sync, rename and unlink" "strace is not installed or not allowed"
fi
done_testing
