#!/bin/sh
# Builds the newest commit twice, in other folders and time zones, and compares the SHA-256 of everything a release consists of.
# Ends with 1 and the difference if there is one. Both under umask 022: jars hold the modes of files. Arguments go to Maven.
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
    name=$1 zone=$2 mask=$3
    shift 3
    git clone -q "$project" "$work/$name/checkout"
    (
        cd "$work/$name/checkout"
        umask "$mask"
        started=$(date +%s)
        TZ=$zone mvn -B -q -ntp -P release -DskipTests package "$@" >"$work/$name.log" 2>&1 || {
            tail -40 "$work/$name.log" >&2
            exit 1
        }
        echo "$name ($zone, umask $mask): built in $(($(date +%s) - started)) s" >&2
        find . -path '*/target/*' \( -name 'aegis*.jar' -o -name 'published.pom.xml' -o -name '*.cdx.json' \
            -o -name 'aegis-*.tar.gz' -o -name 'aegis-*.zip' \) ! -path '*/target/lib/*' ! -path '*/aegis-dist/*' \
            ! -path '*/local-repo/*' | LC_ALL=C sort | xargs sha256sum
    ) >"$work/$name.sums"
}

build one UTC 022 "$@"
build two Asia/Kolkata 022 "$@"
diff "$work/one.sums" "$work/two.sums"
cat "$work/one.sums"
echo "equal: $(wc -l <"$work/one.sums") files"
