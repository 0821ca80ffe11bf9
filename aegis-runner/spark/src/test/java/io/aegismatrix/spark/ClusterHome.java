package io.aegismatrix.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkConf;

/** What stands in for an installation of Spark: its jars, which are on the class path already. */
final class ClusterHome {

    private ClusterHome() {}

    /** A cluster's settings, on which the tests agree: no page, no port that others may have. */
    static SparkConf conf(String master) throws IOException {
        Path jars = Path.of(Objects.requireNonNull(System.getenv("SPARK_HOME"), "SPARK_HOME"), "jars");
        Files.createDirectories(jars);
        for (String entry : List.of(System.getProperty("java.class.path").split(":", -1))) {
            Path link = jars.resolve(Path.of(entry).getFileName());
            if (entry.endsWith(".jar") && !Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(entry));
            }
        }
        return new SparkConf(false)
                .setMaster(master)
                .setAppName("aegis-sweep-test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", "-XX:ActiveProcessorCount=1 -Duser.timezone=UTC");
    }
}
