package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void roundsTheDecimalThatIsShownToTheBit() {
        Random random = new Random(20241231);
        DoubleStream anywhere = random.doubles(200_000).map(share -> (share - 0.5) * Math.pow(10, random.nextInt(14)));
        DoubleStream middles = random.longs(200_000, -1_000_000_000_000L, 1_000_000_000_000L)
                .mapToDouble(number -> number / Math.pow(10, 1 + random.nextInt(10)));
        DoubleStream besideMiddles = random.ints(100_000, -5_000_000, 5_000_000)
                .mapToDouble(number -> number / 2e6)
                .map(middle -> random.nextBoolean() ? Math.nextUp(middle) : Math.nextDown(middle));
        DoubleStream special =
                DoubleStream.of(0, -0.0, -1e-9, 5e-7, -5e-7, 1.0000005, 0.5, 1e15, 1e300, Double.MIN_VALUE);

        DoubleStream.concat(DoubleStream.concat(anywhere, middles), DoubleStream.concat(besideMiddles, special))
                .forEach(value -> {
                    assertThat(Double.doubleToLongBits(Decimals.fraction(value)))
                            .as("%s to six decimals", value)
                            .isEqualTo(Double.doubleToLongBits(exact(value, 6)));
                    assertThat(Double.doubleToLongBits(Decimals.points(value)))
                            .as("%s to two decimals", value)
                            .isEqualTo(Double.doubleToLongBits(exact(value, 2)));
                });
    }

    private static double exact(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
