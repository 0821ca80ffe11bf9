package io.aegismatrix.engine;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever the smaller files of a model hold is what it should be or a refusal. The first letter says which file the
 * rest is: {@code v} the volatility forecast, {@code r} the records, {@code e} the excursions.
 */
class FittedFilesFuzzTest {

    @FuzzTest
    void any_bytes_are_fitted_numbers_or_a_refusal(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(data, 1, data.length);
        Untrusted.parsesOrRefuses(
                () -> {
                    switch (data[0]) {
                        case 'v' -> VolatilityForecast.parse(file, "volatility.json");
                        case 'r' -> OutcomeTracks.parse(file, "records.safetensors");
                        case 'e' -> Excursions.parse(file, "excursions.safetensors");
                        default -> {}
                    }
                },
                List.of(ModelException.class));
    }
}
