package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers at the end of the range of a double: finite and positive, and no price or count of any market. */
final class BrokenNumbersTest {

    private static final Instant NOW = Instant.parse("2024-12-31T10:30:00Z");
    private static final String HEADER = "date,open,high,low,close,volume\n2024-12-30,20000,20100,19900,20000,0\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void market() throws IOException {
        write("nifty50_daily.csv", HEADER + "2024-12-31,20000,20200,19950,20100,0\n");
        write(
                "indiavix_daily.csv",
                HEADER.replace("20000,20100,19900,20000", "15,16,14,15") + "2024-12-31,14,15,13,14,0\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private MarketSnapshot snapshot() {
        return new CsvMarketSource(folder, false).snapshot(MarketRequest.nifty50(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "1e-320", "1e10", "1e-3"})
    void are_refused_as_prices_with_file_line_and_value(String price) throws IOException {
        String row = "2024-12-31," + price + "," + price + "," + price + "," + price + ",0\n";
        String value = String.valueOf(Double.parseDouble(price));

        for (String name : new String[] {"nifty50_daily.csv", "indiavix_daily.csv"}) {
            write(name, HEADER + row);
            assertThatThrownBy(this::snapshot)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining(name + ":3: open must be from ")
                    .hasMessageContaining("was " + value);
            market();
        }
        write(
                "nifty50_5m.csv",
                "timestamp,open,high,low,close\n2024-12-31T09:15:00+05:30," + price + "," + price + "," + price + ","
                        + price + "\n");
        assertThatThrownBy(this::snapshot)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("nifty50_5m.csv:2: open must be from ")
                .hasMessageContaining("was " + value);
    }

    @Test
    void are_refused_as_volumes() throws IOException {
        for (String volume : new String[] {"1e300", "1e19", "99999999999999999999999999999"}) {
            write("nifty50_daily.csv", HEADER + "2024-12-31,20000,20200,19950,20100," + volume + "\n");
            assertThatThrownBy(this::snapshot)
                    .hasMessageContaining("nifty50_daily.csv:3: volume must be at most 1.0E18")
                    .hasMessageContaining("was " + Double.parseDouble(volume));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strikePrice\":1e294",
                "strikePrice\":1e-300",
                "strikePrice\":0.02",
                "lastPrice\":1e300",
                "bidprice\":1e-320",
                "askPrice\":1e200",
                "impliedVolatility\":1e308",
                "openInterest\":1e300",
                "totalTradedVolume\":1e300"
            })
    void leave_out_a_chain_and_say_so(String field) throws IOException {
        chain("20100", field);

        MarketSnapshot market = snapshot();

        assertThat(market.optionChain()).isEmpty();
        assertThat(market.quality().anomalies())
                .filteredOn(anomaly -> anomaly.code().equals(AnomalyCode.OPTION_CHAIN_UNREADABLE.name()))
                .extracting(Anomaly::detail)
                .singleElement()
                .asString()
                .contains("option_chain.json", "must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-300", "1e300", "1e10", "0.5", "500000000"})
    void leave_out_a_chain_of_such_a_level(String underlying) throws IOException {
        chain(underlying, "lastPrice\":3");

        assertThat(snapshot().optionChain()).isEmpty();
        assertThat(snapshot().quality().anomalies())
                .extracting(Anomaly::code)
                .contains(AnomalyCode.OPTION_CHAIN_UNREADABLE.name());
    }

    @Test
    void a_chain_without_them_is_read() throws IOException {
        chain("20100", "lastPrice\":3");

        assertThat(snapshot().optionChain()).isPresent();
    }

    private void chain(String underlying, String field) throws IOException {
        String leg = "\"underlying\":\"NIFTY\",\"expiryDate\":\"02-Jan-2025\",\"" + field;
        String strike = field.startsWith("strikePrice") ? field : "strikePrice\":20000";
        write(
                "option_chain.json",
                "{\"records\":{\"timestamp\":\"31-Dec-2024 15:30:00\",\"underlyingValue\":" + underlying
                        + ",\"data\":[{\"" + strike + ",\"expiryDate\":\"02-Jan-2025\",\"CE\":{" + leg + "}}]}}");
    }

    @Test
    void the_first_line_of_a_file_that_is_no_table_is_not_told() throws IOException {
        write("nifty50_daily.csv", "root:*:19000:0:99999:7:::\ndaemon:*:19000\n");
        assertThatThrownBy(this::snapshot)
                .hasMessageContaining("the header is one of 25 characters")
                .hasMessageNotContaining("root");

        write("nifty50_daily.csv", "Datum,Anfang,Hoch,Tief,Ende\n2024-12-31,1,1,1,1\n");
        assertThatThrownBy(this::snapshot).hasMessageContaining("the header is 'Datum,Anfang,Hoch,Tief,Ende'");
    }
}
