package io.aegismatrix.runner.log;

import java.time.Instant;

/**
 * Where the record was taken as it stood. What is before it is bound from it on, but not proven by it.
 *
 * @param at when
 * @param kind why
 * @param rows rows that were taken over or accepted, or that the log had which was there before
 * @param detail more for people; may be empty
 */
public record LogSeam(Instant at, Kind kind, long rows, String detail) {

    /** Why a record was taken as it stood. */
    public enum Kind {
        /** It was kept before rows were chained. */
        TAKEN_OVER("taken over"),
        /** Its owner said so, though another state was known outside. */
        ACCEPTED("accepted"),
        /** It was begun although another log was known at its place. */
        BEGUN_ANEW("begun anew");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The kind in the log and in words. */
        public String id() {
            return id;
        }

        static Kind parse(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of seam named '" + id + "'");
        }
    }
}
