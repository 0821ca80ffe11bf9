/** One engine and the shipped models. */
module example.buyer {
    requires io.aegismatrix.buyer;
    requires io.aegismatrix.models;
}
