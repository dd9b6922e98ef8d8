#!/usr/bin/env bash
# Settings: the command line over the environment over uphold.conf; a misspelt one does not go unnoticed.
. tools/tap.sh
home=$scratch/home
unset UPHOLD_HOME UPHOLD_AUTHOR UPHOLD_PORT
"$UPHOLD" init --home "$home" >"$scratch/said" || skip_all "init fails: $(<"$scratch/said")"

author_of() { # COMMAND...: who is on record for a change that COMMAND imports
    date +'iso3,status,fictional,source,as_of%nXAA,member,yes,%N,2026' >"$scratch/state.csv"
    "$@" import state "$scratch/state.csv" "${flags[@]}" >"$scratch/said" 2>&1 || cat "$scratch/said"
    "$UPHOLD" show state XAA --history --home "$home" | sed -n 's/^version .* by \(.*\) (import .*/\1/p' | tail -n 1
}
flags=(--home "$home")
is "without a setting the default holds" "$(author_of "$UPHOLD")" operator
printf '# who\nauthor = the file\n' >"$home/uphold.conf"
is "uphold.conf is over the default" "$(author_of "$UPHOLD")" "the file"
is "the environment is over uphold.conf" "$(author_of env UPHOLD_AUTHOR="the environment" "$UPHOLD")" "the environment"
is "an empty variable is none" "$(author_of env UPHOLD_AUTHOR= "$UPHOLD")" "the file"
flags=(--home "$home" --author "the command line")
is "the command line is over the environment" \
    "$(author_of env UPHOLD_AUTHOR="the environment" "$UPHOLD")" "the command line"

flags=()
is "the home may come from the environment" "$(author_of env UPHOLD_HOME="$home" "$UPHOLD")" "the file"
refuses "the command line's home is over it" "none is no Uphold home" \
    env UPHOLD_HOME="$home" "$UPHOLD" show state CHN --home "$scratch/none"
refuses "the default home is var/ where one stands" "var is no Uphold home" \
    env -C "$scratch" "$UPHOLD" show state CHN

conf() { # TEXT: what a command says and how it ends with this uphold.conf
    printf '%s\n' "$1" >"$home/uphold.conf"
    "$UPHOLD" show state CHN --home "$home" 2>&1
    echo "status $?"
}
like "a setting that is not there is refused by name" "$(conf 'auther = me')" \
    "uphold: $home/uphold.conf: there is no setting \"auther\"; remove or correct it.*status 2"
like "so is one in a section" "$(conf $'[desk]\nauthor = me')" 'there is no setting "author".*status 2'
like "so is the home itself, which the file lies in" "$(conf "home = $scratch/none")" \
    'there is no setting "home".*status 2'
like "a line that is no setting is refused with its number" "$(conf $'author = me\nport')" \
    "uphold.conf, line 2: write \"name = value\".*status 2"
like "a setting of another command is fine" "$(conf 'port = 8099')" 'state CHN, version 1.*status 0'
like "so is a file of comments" "$(conf '; nothing set')" 'state CHN, version 1.*status 0'

printf 'port = nine\n' >"$home/uphold.conf"
refuses "a value is checked where it is used" '--port takes a number up to 65535, not "nine"' \
    "$UPHOLD" serve --home "$home"
exits "with status 2" 2 "$UPHOLD" serve --home "$home"
rm "$home/uphold.conf"
refuses "from the environment, too" 'not "-1"' env UPHOLD_PORT=-1 "$UPHOLD" serve --home "$home"
done_testing
