package io.aegismatrix.runner.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stored chains of 2018 and 2019 against an independent Python script over the same files: pandas for the joins, max
 * pain by brute force, volatility by SciPy's brentq on its norm.cdf, scipy.stats.spearmanr. Counts exact.
 */
final class RecordedEvidenceTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> VOLATILITY = within(1e-8);

    @TempDir
    Path folder;

    /** Of the recorded chains those of the close alone, which the script knows. */
    private ChainEvidence evidence() throws IOException {
        Path data = DeveloperData.require();
        Files.createDirectories(folder.resolve("option_chain"));
        for (String name : List.of(
                "nifty50_daily.csv", "indiavix_daily.csv", "option_chain/nifty_chain_eod_2018-10_2019-09.csv.gz")) {
            Files.copy(data.resolve(name), folder.resolve(name));
        }
        MarketRequest request =
                MarketRequest.nifty50(Instant.parse("2019-10-31T18:00:00Z")).withFrom(LocalDate.of(2015, 1, 1));
        ChainSieve sieve =
                new ChainSieve(FeatureSet.of(MarketSources.csv(folder).snapshot(request)));
        MarketSources.csv(folder).chains(request, sieve::add);
        return ChainEvidence.of(sieve).orElseThrow();
    }

    @Test
    void agrees_with_an_independent_script() throws IOException {
        ChainEvidence found = evidence();

        assertThat(found.chains()).isEqualTo(269);
        assertThat(found.days()).isEqualTo(178);
        assertThat(found.expiries()).isEqualTo(37);
        assertThat(found.leftOut().coarse()).isEqualTo(27);
        assertThat(found.leftOut().expiring()).isEqualTo(30);
        assertMaxPain(found.maxPain().get(0), 32, 32, 0.0074514398305532865, 0.006699062062174757, 0.40625);
        assertMaxPain(found.maxPain().get(1), 97, 36, 0.012344610158627345, 0.011303395684591891, 0.537037037037037);
        // Two chains in which hardly a put was open have no max pain.
        assertMaxPain(found.maxPain().get(2), 138, 19, 0.022130075713420957, 0.02048262233170878, 0.5384884723120017);
        assertMaxPain(found.maxPain().get(3), 267, 37, 0.014468794611230379, 0.013394747850186671, 0.5189867057514117);
    }

    private static void assertMaxPain(
            MaxPainRecord found, int chains, int expiries, double error, double spotError, double nearer) {
        assertThat(found.chains()).isEqualTo(chains);
        assertThat(found.expiries()).isEqualTo(expiries);
        assertThat(found.asForecast().loss()).isCloseTo(error, EXACT);
        assertThat(found.asForecast().baselineLoss()).isCloseTo(spotError, EXACT);
        assertThat(found.asForecast().lower()).isNaN();
        assertThat(found.nearer()).isCloseTo(nearer, EXACT);
    }

    @Test
    void skew_and_straddles_agree_with_it_too() throws IOException {
        ChainEvidence found = evidence();

        SkewRecord skew = found.skew().orElseThrow();
        assertThat(skew.chains()).isEqualTo(257);
        assertThat(skew.expiries()).isEqualTo(37);
        assertThat(skew.steepness()).isCloseTo(0.10990127914701975, VOLATILITY);
        assertThat(skew.move()).isCloseTo(0.164058795637743, VOLATILITY);
        assertThat(new int[] {skew.steep(), skew.steepFalls(), skew.flat(), skew.flatFalls()})
                .containsExactly(18, 9, 19, 10);
        assertThat(skew.asymmetry().orElseThrow().chains()).isEqualTo(142);
        assertThat(skew.asymmetry().orElseThrow().expiries()).isEqualTo(20);
        assertThat(skew.asymmetry().orElseThrow().correlation()).isCloseTo(-0.2045112781954887, VOLATILITY);
        StraddleRecord straddles = found.straddles().orElseThrow();
        assertThat(straddles.chains()).isEqualTo(264);
        assertThat(straddles.premium()).isCloseTo(0.015474758183713128, VOLATILITY);
        assertThat(straddles.settled()).isCloseTo(0.013774302443393279, VOLATILITY);
        assertThat(straddles.asForecast().skill()).isCloseTo(0.0821170431302426, VOLATILITY);
    }
}
