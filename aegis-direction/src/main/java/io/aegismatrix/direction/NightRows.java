package io.aegismatrix.direction;

import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.Night;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions whose night is known, and what they then did. */
final class NightRows {

    /**
     * A session.
     *
     * @param row decision row: that of the session before
     * @param inputs what the night said
     * @param deadZone half width of the neutral zone, log return
     * @param evening volatility of the session as forecast the evening before, annualised decimal
     * @param realized volatility that came, annualised decimal
     * @param gap from the previous close to the open, in units
     * @param close from the previous close to the close, in units
     * @param high from the previous close to the highest price, in units
     * @param low from the previous close to the lowest price, in units
     */
    record Row(
            int row,
            NightInputs inputs,
            double deadZone,
            double evening,
            double realized,
            double gap,
            double close,
            double high,
            double low) {

        /** Position of the class of the close. */
        int label() {
            return DirectionClass.of(close * inputs.unit(), deadZone).position();
        }

        /** From the open to the close, in units. */
        double session() {
            return close - gap;
        }
    }

    private NightRows() {}

    /** Every such session, in time order; none where there are no companions. */
    static List<Row> of(FeatureSet features, VolatilityPath volatility) {
        MarketHistory history = features.history();
        List<Row> rows = new ArrayList<>();
        for (int row = volatility.firstRow(); row < history.size() - 1; row++) {
            row(features, row, volatility.annualized(row, 1)).ifPresent(rows::add);
        }
        return List.copyOf(rows);
    }

    private static Optional<Row> row(FeatureSet features, int row, double evening) {
        MarketHistory history = features.history();
        LocalDate session = history.session(row + 1);
        // A hole of ours: the move since the last close we have is not that of one session.
        if (!features.snapshot().calendar().previousSession(session).equals(history.session(row))) {
            return Optional.empty();
        }
        return Night.before(session, features.snapshot())
                .find()
                .map(night -> NightInputs.of(history, row, evening, night))
                .filter(NightInputs::complete)
                .map(inputs -> row(history, row, evening, inputs))
                .filter(known -> known.realized() > 0 && Double.isFinite(known.deadZone()));
    }

    private static Row row(MarketHistory history, int row, double evening, NightInputs inputs) {
        double before = history.close(row);
        return new Row(
                row,
                inputs,
                DirectionLabels.deadZone(history, row, 1),
                evening,
                history.trailingVolatility(row + 1, 1),
                Math.log(history.open(row + 1) / before) / inputs.unit(),
                Math.log(history.close(row + 1) / before) / inputs.unit(),
                Math.log(history.high(row + 1) / before) / inputs.unit(),
                Math.log(history.low(row + 1) / before) / inputs.unit());
    }
}
