package io.aegismatrix.engine;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;

/** The three engines and the models each of them trains. */
public enum EngineKind {
    /** Which way, and how far. */
    DIRECTION(List.of("direction_seq", "direction_magnitude")),
    /** How wide is safe, and how likely a breach. */
    SELLER(List.of("seller_trap", "seller_regime", "seller_breach", "seller_volatility")),
    /** Is a breakout likely, and is the premium worth paying. */
    BUYER(List.of("buyer_breakout", "buyer_spike", "buyer_theta"));

    private final ImmutableList<String> models;

    EngineKind(List<String> models) {
        this.models = ImmutableList.copyOf(models);
    }

    /** Name in lower case, used for folders and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the engine's models. */
    public List<String> models() {
        return models;
    }

    /** The engine of that name. @throws IllegalArgumentException if there is none */
    public static EngineKind parse(String id) {
        for (EngineKind kind : values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no engine named '" + id + "'; there are direction, seller and buyer");
    }
}
