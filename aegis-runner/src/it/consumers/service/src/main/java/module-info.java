/** A process that answers for as long as it lives. */
module example.service {
    requires io.aegismatrix.runner;
    requires io.aegismatrix.models;
}
