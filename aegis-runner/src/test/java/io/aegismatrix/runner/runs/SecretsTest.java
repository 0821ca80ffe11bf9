package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            https://user:p@ss/word@host/?apikey=K                | https://***@host/***
            was 'https://user:p@ss/word@host/?apikey=K' (--live) | was 'https://***@host/***' (--live)
            http://me:secret@host/ answered "429"                | http://***@host/ answered "429"
            https://me@host                                      | https://***@host
            HTTPS://me:s3cret@HOST:8443/x                        | HTTPS://***@HOST:8443/***
            csv:https://u:p@h, no such folder                    | csv:https://***@h, no such folder
            https://user:pa/ss is cut off                        | https://*** is cut off
            https://user:pa?ss#x@[::1]:80/                       | https://***@[::1]:80/
            https://hooks.example/services/T0/B0/S3CRET          | https://hooks.example/***
            (see https://hooks.example/S3CRET).                  | (see https://hooks.example/***).
            https://host?token=K: it is no folder                | https://host/***: it is no folder
            https://host/#S3CRET                                 | https://host/***
            https://a.example/S3CRET and https://b.example/T0P   | https://a.example/*** and https://b.example/***
            http://[::1]                                         | http://[::1]
            {"m":"at https://u:p@h/x\\" then"}                   | {"m":"at https://***@h/***\\" then"}
            """, delimiter = '|')
    void nothing_of_an_address_is_left_but_scheme_and_host(String text, String shown) {
        assertThat(Secrets.mask(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://query1.finance.yahoo.com/v8/finance/chart/%5ENSEI?period1=1&period2=2&interval=1d: 429",
                "https://www.nseindia.com/api/option-chain-v3?type=Indices&symbol=NIFTY&expiry=07-Jan-2025",
                "https://www.nseindia.com/api/option-chain-indices?symbol=NIFTY",
                "https://www.nseindia.com/api/option-chain-contract-info?symbol=NIFTY",
                "https://api.upstox.com/v3/historical-candle/NSE_INDEX%7CNifty%2050/days/1/2024-12-31/2024-12-01",
                "https://api.upstox.com/v2/option/chain?instrument_key=NSE_INDEX%7CNifty%2050&expiry_date=2025-01-02",
                "http://127.0.0.1:8765/",
                "https://www.nseindia.com/option-chain, 403",
                "https://www.nseindia.com",
                "a path like /home/me/x or C:\\x, 12:30, me@desk, a key=value and a token: x"
            })
    void what_is_known_to_hold_no_secret_stays_readable(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://www.nseindia.com/api/option-chain-v3?symbol=NIFTY&key=K, https://www.nseindia.com/***
            https://proxy.example/K/v8/finance/chart/%5ENSEI, https://proxy.example/***
            https://query1.finance.yahoo.com/v8/finance/chart/%5ENSEI?crumb=K, https://query1.finance.yahoo.com/***
            """)
    void a_vendors_address_with_more_in_it_is_masked_like_any_other(String text, String shown) {
        assertThat(Secrets.mask(text)).isEqualTo(shown);
    }

    @Test
    void what_is_named_a_secret_is_hidden_without_an_address_too() {
        assertThat(Secrets.mask("apikey=K&x=1, access_token=K2; my-password=\"K\", Authorization: Bearer abcdefghijkl"))
                .isEqualTo("apikey=***&x=1, access_token=***; my-password=\"K\", Authorization: Bearer ***");
    }

    @Test
    void a_long_text_is_masked_in_no_time() {
        for (String part : List.of("@:/", ":", "a.", "\\", "?period1=1&", "period1=&", "[", "http://h/S3CRET,")) {
            String text = "a".repeat(100_000) + "://h/v8/finance/chart/x?" + part.repeat(50_000);
            assertThat(Secrets.mask(text))
                    .hasSizeLessThanOrEqualTo(text.length())
                    .doesNotContain("S3CRET");
        }
    }
}
