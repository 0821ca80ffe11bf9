package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Untrusted;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.List;

/** Whatever the exchange answers is an option chain or a refusal. */
class NseOptionChainFuzzTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    @FuzzTest
    void any_answer_is_a_chain_or_a_refusal(byte[] body) {
        Untrusted.parsesOrRefuses(
                () -> {
                    OptionChain chain = NseOptionChain.parse(new ByteArrayInputStream(body), "chain.json", INDIA);
                    chain.expiries().forEach(chain::expiring);
                },
                List.of(MarketDataException.class));
    }
}
