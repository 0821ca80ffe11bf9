#!/usr/bin/env bash
# Starts 'infer' many times at once, as machines do on the half hour, and counts the starts that did not publish.
#
#   starts.sh DIST MODELS [ROUNDS] [AT_ONCE]     DIST is the built aegis-dist; 20 rounds of 12 otherwise
#   KINDS='jar launcher'  FLAGS='plain --verbose --json'  CACHES='warm cold'
#
# The last round lets all starts share one payload and one log: there 14 (another run holds the lock) is right, too.
# Exit code 1 if any start ended otherwise.
set -uo pipefail

dist=$(realpath "${1:?the distribution}")
models=$(realpath "${2:?the models}")
rounds=${3:-20}
width=${4:-12}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

start() { # kind, flag, folder of payload and log, number
    local flags=()
    [ "$2" = plain ] || flags=("$2")
    case $1 in
        jar) set -- "$3" "$4" java -jar "$work/dist/aegis.jar" ;;
        *) set -- "$3" "$4" "$work/dist/bin/aegis" ;;
    esac
    "${@:3}" infer "${flags[@]}" --source synthetic:7 --models "$models" --as-of 2024-12-31 \
        --out "$1/payload.json" --log "$1/log.db" >"$work/said.$2" 2>&1
    echo $? >"$work/status.$2"
}

round() { # kind, flag, folder of each start or one for all, further exit code that is right
    local i status bad=0
    for i in $(seq "$width"); do
        start "$1" "$2" "$work/${3//N/$i}" "$i" &
    done
    wait
    for i in $(seq "$width"); do
        status=$(cat "$work/status.$i")
        if [ "$status" != 0 ] && [ "$status" != "$4" ]; then
            bad=$((bad + 1))
            echo "exit $status: $(grep -v INFO "$work/said.$i" | head -n 1 | cut -c1-160)" >>"$work/failures"
        fi
    done
    return "$bad"
}

# A copy: its cache is the test's own.
cp -r "$dist" "$work/dist"
export XDG_CACHE_HOME=$work/cache
for kind in ${KINDS:-jar launcher}; do
    for cache in ${CACHES:-warm cold}; do
        for flag in ${FLAGS:-plain --verbose --json}; do
            bad=0
            for n in $(seq "$rounds"); do
                [ "$cache" = warm ] || rm -rf "$XDG_CACHE_HOME" "$work/dist/cache"
                folder=N other=0
                [ "$n" -lt "$rounds" ] || [ "$rounds" -eq 1 ] || folder=shared other=14
                round "$kind" "$flag" "$folder" "$other"
                bad=$((bad + $?))
            done
            printf '%-8s %-4s %-9s %s of %s starts failed\n' "$kind" "$cache" "$flag" "$bad" $((rounds * width))
            failed=$((failed + bad))
        done
    done
done
[ ! -f "$work/failures" ] || sort "$work/failures" | uniq -c | sort -rn | head -n 10
[ "$failed" -eq 0 ]
