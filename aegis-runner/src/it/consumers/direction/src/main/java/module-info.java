/** One engine and the shipped models. */
module example.direction {
    requires io.aegismatrix.direction;
    requires io.aegismatrix.models;
}
