/** A source, an engine, a store and a writer of one's own beside the shipped ones. */
module example.own {
    requires io.aegismatrix.runner;
    requires io.aegismatrix.models;
}
