/** One engine and the shipped models. */
module example.seller {
    requires io.aegismatrix.seller;
    requires io.aegismatrix.models;
}
