/** How wide is safe, and how likely a breach: read {@link io.aegismatrix.seller.SellerEngine} first. */
module io.aegismatrix.seller {
    requires transitive io.aegismatrix.features;
    requires transitive io.aegismatrix.payload;
    requires com.google.common;
    requires static transitive org.jspecify;

    exports io.aegismatrix.seller;
}
