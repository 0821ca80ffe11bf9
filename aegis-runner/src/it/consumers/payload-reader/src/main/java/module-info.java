/** Reads what somebody else publishes: no engine, no models, no machine learning. */
module example.reader {
    requires io.aegismatrix.payload;
}
