#!/bin/sh
# The same sweep on this machine alone, on a standalone cluster of two workers, and there with an executor and the driver
# killed: equal bytes. standalone.sh AEGIS WORK [argument of 'aegis sweep plan']..., where AEGIS is the launcher of a built
# distribution of the same code and WORK a folder that does not exist yet. The module's tests must have run once: they lay out
# target/spark-home.
set -eu
aegis=$1
work=$2
shift 2
here=$(cd "$(dirname "$0")/../../.." && pwd)
mkdir "$work"
work=$(cd "$work" && pwd)
port=${PORT:-17077}

say() { echo "$(date -u +%H:%M:%S) $*"; }

# An installation of Spark from the jars of the class path: what goes to the nodes with us, and a second Kryo, stay out.
SPARK_HOME=$work/home
mkdir -p "$SPARK_HOME/bin" "$SPARK_HOME/jars"
cp -P "$here"/target/spark-home/jars/*.jar "$SPARK_HOME/jars"
for file in "$here"/target/lib/*.jar; do rm -f "$SPARK_HOME/jars/$(basename "$file")"; done
rm -f "$SPARK_HOME"/jars/kryo-5*.jar "$SPARK_HOME"/jars/aegis-*.jar
cat > "$SPARK_HOME/bin/spark-submit" <<'END'
#!/bin/sh
opens=
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done
exec java -Xmx1g $opens -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
END
chmod +x "$SPARK_HOME/bin/spark-submit"
export SPARK_HOME SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1

pids=
stop() { for pid in $pids; do kill "$pid" 2>/dev/null || true; done; }
trap stop EXIT
java -Xmx512m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port "$port" --webui-port 0 > "$work/master.log" 2>&1 &
pids="$pids $!"
sleep 5
for worker in 1 2; do
    java -Xmx512m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker --cores 1 --memory 2g --webui-port 0 \
        --work-dir "$work/worker-$worker" "spark://127.0.0.1:$port" > "$work/worker-$worker.log" 2>&1 &
    pids="$pids $!"
done

"$aegis" sweep plan --out "$work/here" "$@"
for place in there killed; do cp -r "$work/here" "$work/$place"; done
say "this machine, one worker"
"$aegis" sweep run --out "$work/here" --workers 1
hashes() { (cd "$1/results" && find . -name predictions.csv.gz -exec sha256sum {} + | sort -k 2); }
hashes "$work/here" > "$work/here.sha256"

submit() { exec "$here/deploy/aegis-sweep-submit" "spark://127.0.0.1:$port" "file:$work/$1" --total-executor-cores 2; }
done_in() { find "$work/$1/results" -name receipt.json 2>/dev/null | wc -l; }
wait_for() { while [ "$(done_in "$1")" -lt "$2" ]; do sleep 0.2; done; }
same() {
    hashes "$work/$1" > "$work/$1.sha256"
    cmp "$work/here.sha256" "$work/$1.sha256"
    say "$1: $(wc -l < "$work/$1.sha256") results, every byte equal"
}

say "standalone master, two workers"
(submit there) 2> "$work/there.log"
same there

say "the same, an executor killed after the first result"
submit killed > "$work/killed-1.out" 2> "$work/killed-1.log" &
shell=$!
wait_for killed 1
executor=$(pgrep -f "CoarseGrainedExecutorBackend.*$port|CoarseGrainedExecutorBackend.*$work" | head -n 1)
kill -9 "$executor"
say "killed executor $executor with $(done_in killed) done"
wait_for killed 3
kill -9 "$shell"
say "killed driver $shell with $(done_in killed) done"
sleep 5
(submit killed) 2> "$work/killed-2.log"
same killed
say "said of the lost executor: $(grep -h -o 'Lost executor [^:]*:.*' "$work/killed-1.log" | head -n 1)"
if find "$work/killed/results" -name 'conflict-*' | grep .; then exit 1; fi
