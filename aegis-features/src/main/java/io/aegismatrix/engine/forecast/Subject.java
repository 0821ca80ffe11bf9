package io.aegismatrix.engine.forecast;

/** What a {@link Topic} can be of. */
public sealed interface Subject permits Output, Target {

    /** Name as files and tables have it. */
    String text();
}
