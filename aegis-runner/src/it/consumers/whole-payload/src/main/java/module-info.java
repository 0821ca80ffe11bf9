/** Publishes what the runner publishes, by a call. */
module example.whole {
    requires io.aegismatrix.runner;
    requires io.aegismatrix.models;
}
