package io.aegismatrix.runner.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found when every row of a log was held against the chain, and the chain against what is known outside.
 *
 * @param head the last state that fits
 * @param from since when every row is bound: the newest seam, or else the first row; empty if there is none
 * @param to when the newest row that fits was written
 * @param seams where the record was taken as it stood, oldest first
 * @param breakage the first thing that does not fit; empty if the record is unbroken
 * @param held states known outside that the log still holds
 * @param passedOver states known outside that are older than the newest seam
 */
public record LogProof(
        LogHead head,
        Optional<Instant> from,
        Optional<Instant> to,
        List<LogSeam> seams,
        Optional<String> breakage,
        int held,
        int passedOver) {

    /** Copies the list. */
    public LogProof {
        seams = List.copyOf(seams);
    }

    /** The same of a file with another schema than the log's, which is a breakage by itself. */
    LogProof of(Optional<String> difference) {
        String both = Stream.concat(difference.stream(), breakage.stream()).collect(Collectors.joining("; "));
        return new LogProof(
                head, from, to, seams, both.isEmpty() ? Optional.empty() : Optional.of(both), held, passedOver);
    }

    /** The proof in a sentence. */
    public String text() {
        String reach = from.isPresent() && to.isPresent() ? " from " + from.get() + " to " + to.get() : "";
        String taken = seams.isEmpty() ? "" : " (" + describe(seams.get(seams.size() - 1)) + ")";
        return "unbroken" + reach + taken + ", " + head.rows() + " rows, head " + head.hash();
    }

    private static String describe(LogSeam seam) {
        return switch (seam.kind()) {
            case TAKEN_OVER -> seam.rows() + " earlier rows were taken over as they were";
            case ACCEPTED -> seam.rows() + " earlier rows were accepted as they were";
            case BEGUN_ANEW -> "begun anew; a log of " + seam.rows() + " rows was known before";
        };
    }
}
