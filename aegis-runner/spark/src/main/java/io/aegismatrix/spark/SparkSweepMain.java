package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.engine.sweep.SweepConflictException;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepProgressText;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What is given to {@code spark-submit}: {@code --plan URI --out URI}, the plan of {@code aegis sweep plan} and the folder of its
 * sweep; with {@code --parquet URI} all forecasts are then written as one dataset. Ends with 0 if nothing is left, 1 if something was lost or two results of a task differ, 2 if it was called wrongly or
 * the plan is of other code. Whatever ended it, the same call goes on. With {@code --preflight} alone it only has the machines
 * load their native libraries.
 */
public final class SparkSweepMain {

    static final int DONE = 0;
    static final int TROUBLE = 1;
    static final int USAGE = 2;

    private static final String PREFLIGHT = "--preflight";
    private static final String DATASET = "--parquet";

    private static final List<String> FLAGS = List.of("--plan", "--out", DATASET);
    private static final String CALL =
            "call it with --plan URI --out URI, the plan.csv and the folder of a sweep, and with " + DATASET
                    + " URI if all forecasts are wanted as one dataset in a new folder";

    private SparkSweepMain() {}

    /** Runs a sweep where {@code spark-submit} says. */
    public static void main(String[] arguments) {
        int status;
        try (JavaSparkContext context =
                new JavaSparkContext(new SparkConf().setIfMissing("spark.app.name", "aegis-sweep"))) {
            status = run(context, List.of(arguments), System.out, System.err);
        }
        if (status != DONE) {
            System.exit(status);
        }
    }

    static int run(JavaSparkContext context, List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.equals(List.of(PREFLIGHT))) {
                SparkSweepRunner.preflight(context, true).forEach(machine -> out.println("ready: " + machine));
                return DONE;
            }
            Map<String, String> flags = flags(arguments);
            URI store = address("--out", flags);
            SweepPlan plan = plan(address("--plan", flags), context.hadoopConfiguration());
            SparkSweepRunner runner = new SparkSweepRunner(context, store, Trainers.shipped(plan));
            runner.preflight(plan).forEach(machine -> out.println("ready: " + machine));
            SweepProgress end = runner.run(
                    plan,
                    (task, receipt, progress) -> out.println(SweepProgressText.line(
                            task, receipt, progress, Math.max(1, context.defaultParallelism()))));
            out.println(SweepProgressText.table(end));
            if (flags.containsKey(DATASET)) {
                URI dataset = address(DATASET, flags);
                out.println(dataset + ": " + SweepDataset.write(context, plan, store, dataset) + " forecasts");
            }
            return DONE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (SweepConflictException e) {
            err.println(e.getMessage());
            return TROUBLE;
        } catch (IOException e) {
            err.println(e.getMessage() + "; what is finished is kept, the same call goes on");
            return TROUBLE;
        }
    }

    private static Map<String, String> flags(List<String> arguments) {
        Map<String, String> flags = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!FLAGS.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("not understood: '" + name + "'; " + CALL);
            }
            flags.put(name, arguments.get(i + 1));
        }
        return flags;
    }

    private static URI address(String name, Map<String, String> flags) {
        String text = flags.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing; " + CALL);
        }
        return URI.create(text);
    }

    private static SweepPlan plan(URI address, Configuration hadoop) throws IOException {
        byte[] text = HadoopFiles.at(address.resolve("."), hadoop, "plan").read(name(address));
        return SweepPlan.parse(new String(text, UTF_8).lines().toList(), address.toString());
    }

    private static String name(URI address) {
        String path = String.valueOf(address.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
