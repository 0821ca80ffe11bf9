package io.aegismatrix.spark;

import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * All forecasts of a sweep as one Parquet dataset, for whoever asks questions of thousands of back-tests: a folder an engine and
 * market, a row a forecast. What a market did not allow has no rows; its reason is in the receipt.
 */
public final class SweepDataset {

    /** A row: which back-test, which forecast. {@code parameter} is null where a forecast has none. */
    static final StructType SCHEMA = new StructType()
            .add("engine", DataTypes.StringType, false)
            .add("market", DataTypes.StringType, false)
            .add("task", DataTypes.StringType, false)
            .add("seed", DataTypes.LongType, false)
            .add("as_of", DataTypes.DateType, false)
            .add("output", DataTypes.StringType, false)
            .add("horizon", DataTypes.IntegerType, false)
            .add("parameter", DataTypes.DoubleType, true)
            .add("value", DataTypes.DoubleType, false);

    private SweepDataset() {}

    /**
     * Writes the dataset.
     *
     * @param store the folder of the sweep
     * @param target a folder that does not exist yet
     * @return how many forecasts it holds
     * @throws IllegalArgumentException if the target exists
     * @throws IOException if it is out of reach
     */
    public static long write(JavaSparkContext context, SweepPlan plan, URI store, URI target) throws IOException {
        Path folder = new Path(target);
        if (folder.getFileSystem(context.hadoopConfiguration()).exists(folder)) {
            throw new IllegalArgumentException(target + " exists; name a new folder, or remove it");
        }
        SparkSession session = SparkSession.builder().config(context.getConf()).getOrCreate();
        List<String> lines = plan.tasks().stream().map(SweepTask::line).toList();
        JavaRDD<Row> rows =
                context.parallelize(lines, Math.max(1, lines.size())).flatMap(new Reading(store));
        Dataset<Row> forecasts = session.createDataFrame(rows, SCHEMA);
        forecasts
                .repartition(functions.col("engine"), functions.col("market"))
                .sortWithinPartitions("engine", "market", "task", "as_of", "output", "horizon", "parameter")
                .write()
                .mode(SaveMode.ErrorIfExists)
                .partitionBy("engine", "market")
                .parquet(target.toString());
        return session.read().parquet(target.toString()).count();
    }

    /** Reads the forecasts of a task where its data is near. */
    private static final class Reading implements FlatMapFunction<String, Row> {

        private static final long serialVersionUID = 1L;

        private final URI store;

        Reading(URI store) {
            this.store = store;
        }

        @Override
        public Iterator<Row> call(String line) throws IOException {
            SweepTask task = SweepTask.parse(line);
            ResultStore results = HadoopFiles.ofNode(store, "dataset");
            List<Row> rows = new ArrayList<>();
            if (results.find(task).filter(TaskReceipt::ok).isPresent()) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(results.data(task)))) {
                    PredictionTable.read(in, task.path(), forecast -> rows.add(row(task, forecast)));
                }
            }
            return rows.iterator();
        }

        private static Row row(SweepTask task, PredictionTable.Line line) {
            Forecast forecast = line.forecast();
            return RowFactory.create(
                    task.engine().id(),
                    task.market(),
                    task.path(),
                    task.settings().seed(),
                    java.sql.Date.valueOf(line.asOf()),
                    forecast.output().text(),
                    forecast.horizon(),
                    Optional.of(forecast.parameter())
                            .filter(value -> !value.isNaN())
                            .orElse(null),
                    forecast.value());
        }
    }
}
