/** Is a breakout likely, and is the premium worth paying: read {@link io.aegismatrix.buyer.BuyerEngine} first. */
@SuppressWarnings("requires-automatic")
module io.aegismatrix.buyer {
    requires transitive io.aegismatrix.features;
    requires transitive io.aegismatrix.payload;
    requires com.google.common;
    requires commons.math3;
    requires static transitive org.jspecify;

    exports io.aegismatrix.buyer;
}
