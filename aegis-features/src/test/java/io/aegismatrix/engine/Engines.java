package io.aegismatrix.engine;

/** Names of engines that this module knows nothing else about. */
public final class Engines {

    public static final EngineId SELLER = new EngineId("seller");
    public static final EngineId BUYER = new EngineId("buyer");

    private Engines() {}
}
