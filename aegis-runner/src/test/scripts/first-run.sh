#!/usr/bin/env bash
# Runs aegis as a new machine would: without libgomp, without a home that can be written, without network. Needs a built
# aegis.jar and, for what it takes away, root (unshare, overlay mounts); says so and skips what it may not do.
#
#   first-run.sh JAR [JAVA...]     one row a condition; exit code 1 if any did not end as it should
#   COMMAND='demo --out {}'        what to run, {} being an empty folder; otherwise one tree engine is trained, in brief
#   ONLY='no libgomp'              only the conditions with these words in their name
set -uo pipefail

# The conditions: each takes something away, for what is started after it and nothing else. 77 where it cannot.
case ${1:-} in
    --without-libgomp)
        exec unshare -m "$0" --hide-libgomp "${@:2}"
        ;;
    --hide-libgomp)
        shift
        layers=$(mktemp -d)
        places=(/lib /usr/lib /lib64 /usr/lib64 /usr/local/lib)
        find_libgomp() { find "${places[@]}" -name 'libgomp.so.1*' 2>/dev/null; }
        mount -t tmpfs tmpfs "$layers" || exit 77
        for library in $(find_libgomp); do
            folder=$(dirname "$(realpath "$library" 2>/dev/null || echo /nowhere/x)")
            [ -d "$folder" ] || continue
            layer=$(mktemp -d "$layers/XXXX")
            mkdir "$layer/upper" "$layer/work"
            mount -t overlay overlay -o "lowerdir=$folder,upperdir=$layer/upper,workdir=$layer/work" "$folder" || exit 77
            rm -f "$folder"/libgomp.so.1*
        done
        [ -z "$(find_libgomp)" ] || exit 77
        exec "$@"
        ;;
    --read-only-home)
        # The superuser may write where nobody may: only a file system that is read-only keeps it out.
        exec unshare -m sh -c 'mount -t tmpfs -o ro tmpfs "$HOME" || exit 77; exec "$@"' sh "${@:2}"
        ;;
    *) ;;
esac

self=$(realpath "$0")
jar=$(realpath "${1:?the jar to try}")
shift
[ $# -gt 0 ] || set -- java
brief='train --engine seller --source synthetic --as-of 2024-12-31 --from 2020-01-01 --folds 2 --challenger --models {}/models'
command=${COMMAND:-$brief}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

row() { # condition, exit code, last line told
    case $2 in
        0) verdict=works ;;
        13) verdict='works (a gate has judged what was trained)' ;;
        77) verdict='skipped: not allowed here' ;;
        *) verdict="FAILS: $3" failed=1 ;;
    esac
    printf '%-42s exit %-3s %s\n' "$1" "$2" "$verdict"
}

try() { # condition, program and arguments that start the rest in that condition
    local name=$1 folder status
    shift
    case $name in *"${ONLY:-}"*) ;; *) return ;; esac
    folder=$(mktemp -d "$work/XXXX")
    # shellcheck disable=SC2086
    "$@" "$java" -Duser.home="$home" -jar "$jar" ${command//'{}'/$folder} >"$folder.out" 2>"$folder.err"
    status=$?
    row "$name" "$status" "$(tail -n 1 "$folder.err")"
}

unset XDG_CACHE_HOME DJL_CACHE_DIR
for java in "$@"; do
    "$java" -version 2>&1 | head -n 1
    home=$(mktemp -d "$work/home-XXXX")
    export HOME=$home
    try "as it is" env
    try "no libgomp" "$self" --without-libgomp
    try "read-only home" "$self" --read-only-home
    try "no network" unshare -n
    try "no libgomp, read-only home, no network" "$self" --without-libgomp "$self" --read-only-home unshare -n
    XDG_CACHE_HOME=/dev/null/none try "cache folder cannot be made" env
    home=/nonexistent
    HOME=$home try "home does not exist" env
    home='?'
    try "no home at all" env -u HOME
done
exit "$failed"
