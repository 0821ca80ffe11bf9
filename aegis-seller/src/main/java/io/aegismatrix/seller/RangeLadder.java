package io.aegismatrix.seller;

import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.payload.RangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Ranges of one kind and level over growing horizons, as log moves; a path range never narrows with its horizon. */
final class RangeLadder {

    private RangeLadder() {}

    /**
     * The ranges.
     *
     * @param horizons sessions, ascending
     * @param unit one unit of a horizon as a log move
     */
    static List<Band> of(
            Excursions excursions, RangeKind kind, double level, List<Integer> horizons, IntToDoubleFunction unit) {
        List<Band> ladder = new ArrayList<>();
        double down = 0;
        double up = 0;
        for (int h : horizons) {
            Band band = kind == RangeKind.PATH ? excursions.pathBand(h, level) : excursions.closeBand(h, level);
            double moveDown = band.down() * unit.applyAsDouble(h);
            double moveUp = band.up() * unit.applyAsDouble(h);
            down = kind == RangeKind.PATH ? Math.max(down, moveDown) : moveDown;
            up = kind == RangeKind.PATH ? Math.max(up, moveUp) : moveUp;
            ladder.add(new Band(down, up));
        }
        return ladder;
    }
}
