/** The shipped models, as resources: {@code ModelSource.classpath()} of {@code aegis-features} loads them. */
module io.aegismatrix.models {}
