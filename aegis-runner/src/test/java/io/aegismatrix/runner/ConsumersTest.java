package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others, with the shipped models from the class path: on the class path and as modules. The profile
 * {@code consumers} builds them all from coordinates and an empty repository.
 */
class ConsumersTest {

    private static final Consumer SELLER = new Consumer("seller", Consumer.OF_AN_ENGINE);
    private static final Consumer WHOLE = new Consumer("whole-payload", Consumer.OF_THE_RUNNER);
    private static final Consumer SERVICE = new Consumer("service", Consumer.OF_THE_RUNNER);
    private static final String RANGE = "seller: 30 sessions, 90 %: \\d+ to \\d+\\R";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void an_engine_answers_the_same_on_class_path_and_module_path() throws IOException, InterruptedException {
        String onClassPath = SELLER.runOnClassPath(folder, "example.seller.Main");
        assertThat(onClassPath).containsPattern(RANGE);
        assertThat(SELLER.runAsModule(folder, "example.seller.Main")).isEqualTo(onClassPath);
    }

    /** Every record of the payload and of the model files is written or read by reflection. */
    @Test
    void the_whole_payload_is_written_and_read_as_a_module() throws IOException, InterruptedException {
        String file = folder.resolve("aegismatrix.json").toString();
        assertThat(WHOLE.runAsModule(folder, "example.whole.Main", file))
                .containsPattern("payload: \\d+ models, spot \\d+\\.\\d+");
        assertThat(new Consumer("payload-reader", Consumer.OF_AN_ENGINE)
                        .runAsModule(folder, "example.reader.Main", file))
                .containsPattern("read: spot \\d+\\.\\d+, \\d+ models");
    }

    @Test
    void a_service_tells_all_its_threads_the_same() throws IOException, InterruptedException {
        assertThat(SERVICE.runOnClassPath(folder, "example.service.Main", "2", "4"))
                .containsPattern("service: 4 threads, 2 s, \\d+ payloads, all equal");
    }

    @Test
    @Tag("slow")
    void a_service_of_a_minute_keeps_its_memory() throws IOException, InterruptedException {
        String said = SERVICE.runOnClassPath(folder, "example.service.Main", "60", "16");
        assertThat(said).contains("service: 16 threads, 60 s, ");
        String[] heap =
                said.substring(said.indexOf("heap ") + 5, said.indexOf(" MB")).split(" to ", -1);
        assertThat(Double.parseDouble(heap[1])).isLessThan(Double.parseDouble(heap[0]) + 50);
    }

    @Test
    @Tag("slow")
    void the_other_engines_and_parts_of_ones_own_work_as_modules() throws IOException, InterruptedException {
        assertThat(new Consumer("buyer", Consumer.OF_AN_ENGINE).runAsModule(folder, "example.buyer.Main"))
                .containsPattern("buyer: breakout today 0\\.\\d{3}");
        assertThat(new Consumer("direction", Consumer.OF_AN_ENGINE).runAsModule(folder, "example.direction.Main"))
                .contains("direction: tomorrow HorizonForecast[");
        assertThat(new Consumer("own-parts", Consumer.OF_THE_RUNNER).runAsModule(folder, "example.own.Main"))
                .contains("own: {implied=", "move_5_points=");
    }
}
