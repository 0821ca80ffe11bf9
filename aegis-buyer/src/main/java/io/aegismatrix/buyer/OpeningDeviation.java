package io.aegismatrix.buyer;

/**
 * The standard deviation, in widths of a breakout, that odds before the open stand for. All moments of a day ask for the same
 * one, and finding it takes longer than the rest of an evaluation: the last answer is remembered. Thread-safe.
 */
final class OpeningDeviation {

    private volatile Answer last = new Answer(0, 0);

    private record Answer(double odds, double deviation) {}

    /** The deviation at which a whole session passes the width with a probability of {@code odds}. */
    double of(double odds) {
        Answer answer = last;
        if (answer.odds() != odds) {
            answer = new Answer(odds, RangeOdds.deviationFor(1, odds));
            last = answer;
        }
        return answer.deviation();
    }
}
