package io.aegismatrix.data.internal.live;

import java.time.LocalDate;

/**
 * A close by the word of a second source.
 *
 * @param source who says so
 * @param instrument the instrument
 * @param session the session
 * @param close points
 */
public record OfficialClose(String source, String instrument, LocalDate session, double close) {}
