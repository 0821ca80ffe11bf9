package io.aegismatrix.data.internal.store;

/** What saving one run did to the bars. */
final class SaveCounts {

    private int added;
    private int repeated;
    private int revised;
    private int outdated;

    void added() {
        added++;
    }

    void repeated() {
        repeated++;
    }

    void revised() {
        revised++;
    }

    /** A run older than what is held brought another value: what is held stays. */
    void outdated() {
        outdated++;
    }

    boolean changedHistory() {
        return revised > 0 || outdated > 0;
    }

    @Override
    public String toString() {
        return added + " bars added, " + repeated + " as before, " + revised + " revised, " + outdated
                + " older than what is held and left out";
    }
}
