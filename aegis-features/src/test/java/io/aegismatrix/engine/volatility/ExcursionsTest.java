package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.Excursions.Odds;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcursionsTest {

    private static final int LAST_KNOWN = 850;
    private static final double WEIGHT = 0.7;
    private static final UnitWeights WEIGHTS = UnitWeights.same(WEIGHT);
    private static final FeatureSet FEATURES = TestMarkets.of(RandomMarket.of(5, 900));
    private static final MarketHistory HISTORY = FEATURES.history();
    private static final VolatilityPath PATH = VolatilityPath.of(FEATURES);
    private static final Excursions EXCURSIONS = Excursions.fit(PATH, WEIGHTS, 0, LAST_KNOWN);

    /** What one past path did, in units; the oracle the class is held against. */
    private record Moved(double up, double down, double close) {}

    private static List<Moved> paths(int h) {
        ExcursionLabels labels = ExcursionLabels.of(HISTORY, h);
        return IntStream.rangeClosed(PATH.firstRow(), LAST_KNOWN - h)
                .mapToObj(row -> {
                    double unit = MoveUnit.of(PATH.annualized(row, h), HISTORY.vix(row), (float) WEIGHT, h);
                    return new Moved((float) (labels.up(row) / unit), (float) (labels.down(row) / unit), (float)
                            (labels.forwardReturn(row) / unit));
                })
                .toList();
    }

    private static double share(List<Moved> paths, Predicate<Moved> held) {
        return (double) paths.stream().filter(held).count() / paths.size();
    }

    @Test
    void counts_the_paths_whose_end_was_known() {
        for (int h : Excursions.HORIZONS) {
            assertThat(EXCURSIONS.paths(h)).isEqualTo(LAST_KNOWN - h - PATH.firstRow() + 1);
        }
    }

    @Test
    void paths_from_the_open_are_the_same_without_the_night() {
        Excursions fromOpen = Excursions.fitFromOpen(PATH, WEIGHTS, 0, LAST_KNOWN);
        for (int h : new int[] {1, 10}) {
            ExcursionLabels labels = ExcursionLabels.fromOpen(HISTORY, h);
            int row = PATH.firstRow() + 7;
            double night = Math.log(HISTORY.open(row + 1) / HISTORY.close(row));

            assertThat(fromOpen.paths(h)).isEqualTo(EXCURSIONS.paths(h));
            assertThat(labels.up(row)).isEqualTo(ExcursionLabels.of(HISTORY, h).up(row) - night, within(1e-12));
            assertThat(labels.down(row))
                    .isEqualTo(ExcursionLabels.of(HISTORY, h).down(row) + night, within(1e-12));
            assertThat(labels.forwardReturn(row))
                    .isEqualTo(ExcursionLabels.of(HISTORY, h).forwardReturn(row) - night, within(1e-12));
            assertThat(labels.up(row)).isNotNegative();
            assertThat(labels.down(row)).isNotNegative();
        }
    }

    @Test
    void a_path_band_holds_its_conformal_level_of_the_paths_it_was_made_from() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            for (double level : new double[] {0.5, 0.8, 0.9, 0.95}) {
                Band band = EXCURSIONS.pathBand(h, level);
                double held = share(paths, moved -> moved.up() <= band.up() && moved.down() <= band.down());
                double raised = raised(level, paths.size(), h);
                // Both ends step at once, so the next narrower band may lose two paths.
                assertThat(held).isBetween(raised, raised + 2.0 / paths.size() + 1e-12);
            }
        }
    }

    /** The level that split conformal prediction asks of paths of which one in {@code h} is separate from the others. */
    private static double raised(double level, int paths, int h) {
        return Math.min(level * (1 + (double) h / paths), (1 + level) / 2);
    }

    @Test
    void a_path_band_is_what_looking_at_every_path_in_every_halving_finds() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            double[] ups = paths.stream().mapToDouble(Moved::up).sorted().toArray();
            double[] downs = paths.stream().mapToDouble(Moved::down).sorted().toArray();
            for (double level = 0.05; level < 0.999; level += 0.0137) {
                double low = (1 - raised(h, level)) / 4;
                double high = 1 - raised(h, level);
                for (int halving = 0; halving < 40; halving++) {
                    double tail = (low + high) / 2;
                    double up = Quantiles.ofSorted(ups, 1 - tail);
                    double down = Quantiles.ofSorted(downs, 1 - tail);
                    boolean tooWide = share(paths, path -> path.up() <= up && path.down() <= down) > raised(h, level);
                    low = tooWide ? tail : low;
                    high = tooWide ? high : tail;
                }
                assertThat(EXCURSIONS.pathBand(h, level))
                        .isEqualTo(new Band(Quantiles.ofSorted(downs, 1 - low), Quantiles.ofSorted(ups, 1 - low)));
            }
        }
    }

    /** As {@link Excursions} raises it, to the bit. */
    private static double raised(int h, double level) {
        double separate = (double) EXCURSIONS.paths(h) / h;
        return Math.min(level * (separate + 1) / separate, (1 + level) / 2);
    }

    @Test
    void either_end_of_a_path_band_breaks_about_equally_often() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            Band band = EXCURSIONS.pathBand(h, 0.9);
            double above = share(paths, moved -> moved.up() > band.up());
            double below = share(paths, moved -> moved.down() > band.down());
            assertThat(above).isCloseTo(below, within(2.0 / paths.size()));
        }
    }

    @Test
    void bands_are_nested_in_their_level() {
        for (double h = 1; h <= 32; h += 0.5) {
            Band inner = EXCURSIONS.pathBand(h, 0.5);
            Band innerClose = EXCURSIONS.closeBand(h, 0.5);
            for (double level = 0.55; level < 0.99; level += 0.05) {
                Band outer = EXCURSIONS.pathBand(h, level);
                Band outerClose = EXCURSIONS.closeBand(h, level);
                assertThat(outer.up()).isGreaterThanOrEqualTo(inner.up());
                assertThat(outer.down()).isGreaterThanOrEqualTo(inner.down());
                assertThat(outerClose.up()).isGreaterThanOrEqualTo(innerClose.up());
                assertThat(outerClose.down()).isGreaterThanOrEqualTo(innerClose.down());
                assertThat(outer.up()).isGreaterThanOrEqualTo(outerClose.up());
                inner = outer;
                innerClose = outerClose;
            }
        }
    }

    @Test
    void bands_are_interpolated_between_kept_horizons_and_kept_beyond_the_longest() {
        Band five = EXCURSIONS.pathBand(5, 0.9);
        Band seven = EXCURSIONS.pathBand(7, 0.9);
        Band six = EXCURSIONS.pathBand(6, 0.9);
        Band quarter = EXCURSIONS.pathBand(5.5, 0.9);
        assertThat(six.up()).isCloseTo((five.up() + seven.up()) / 2, within(1e-12));
        assertThat(six.down()).isCloseTo((five.down() + seven.down()) / 2, within(1e-12));
        assertThat(quarter.up()).isCloseTo(0.75 * five.up() + 0.25 * seven.up(), within(1e-12));
        assertThat(EXCURSIONS.pathBand(99, 0.9)).isEqualTo(EXCURSIONS.pathBand(30, 0.9));
        assertThat(EXCURSIONS.pathBand(0.3, 0.9)).isEqualTo(EXCURSIONS.pathBand(1, 0.9));
    }

    @Test
    void a_close_band_holds_its_level_with_equal_tails() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            Band band = EXCURSIONS.closeBand(h, 0.8);
            double tail = (1 - raised(0.8, paths.size(), h)) / 2;
            assertThat(share(paths, moved -> moved.close() < -band.down())).isCloseTo(tail, within(2.0 / paths.size()));
            assertThat(share(paths, moved -> moved.close() > band.up())).isCloseTo(tail, within(2.0 / paths.size()));
        }
    }

    @Test
    void the_modal_band_is_the_shortest_that_holds_its_share_of_the_closes() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            for (double share : new double[] {0.1, 0.3, 0.5, 0.8}) {
                Band band = EXCURSIONS.modalCloseBand(h, share);
                double held = share(paths, moved -> moved.close() >= -band.down() && moved.close() <= band.up());
                assertThat(held).isBetween(share, share + 3.0 / paths.size());
                double[] closes =
                        paths.stream().mapToDouble(Moved::close).sorted().toArray();
                int needed = (int) Math.ceil(share * (closes.length - 1));
                for (int start = 0; start + needed < closes.length; start++) {
                    assertThat(closes[start + needed] - closes[start]).isGreaterThanOrEqualTo(band.up() + band.down());
                }
            }
        }
    }

    @Test
    void odds_are_the_share_of_paths_that_went_there() {
        for (int h : Excursions.HORIZONS) {
            List<Moved> paths = paths(h);
            for (double up = 0; up < 3; up += 0.3) {
                double above = up;
                double below = 1.1 * up;
                Odds touch = EXCURSIONS.touch(h, above, below);
                Odds close = EXCURSIONS.closeBeyond(h, above, below);
                assertThat(touch.up()).isEqualTo(share(paths, moved -> moved.up() >= above));
                assertThat(touch.down()).isEqualTo(share(paths, moved -> moved.down() >= below));
                assertThat(touch.either())
                        .isEqualTo(share(paths, moved -> moved.up() >= above || moved.down() >= below));
                assertThat(close.down()).isEqualTo(share(paths, moved -> -moved.close() >= below));
                assertThat(touch.up()).isGreaterThanOrEqualTo(close.up());
                assertThat(touch.down()).isGreaterThanOrEqualTo(close.down());
                assertThat(touch.either()).isGreaterThanOrEqualTo(close.either());
                assertThat(touch.either())
                        .isBetween(Math.max(touch.up(), touch.down()), touch.up() + touch.down() + 1e-12);
            }
        }
    }

    @Test
    void odds_fall_with_distance() {
        double before = 1;
        for (double distance = 0; distance < 5; distance += 0.05) {
            double now = EXCURSIONS.touch(10, distance, distance).either();
            assertThat(now).isLessThanOrEqualTo(before);
            before = now;
        }
        assertThat(EXCURSIONS.touch(10, 100, 100)).isEqualTo(new Odds(0, 0, 0));
    }

    @Test
    void answers_the_same_after_saving_and_loading() {
        byte[] file = EXCURSIONS.toBytes();
        Excursions read = Excursions.parse(file, "excursions");
        assertThat(read.toBytes()).isEqualTo(file);
        assertThat(read.weights().at(7)).isEqualTo(EXCURSIONS.weights().at(7)).isCloseTo(WEIGHT, within(1e-7));
        for (double h : new double[] {1, 4, 10, 22, 30}) {
            for (double level : new double[] {0.5, 0.9}) {
                assertThat(read.pathBand(h, level)).isEqualTo(EXCURSIONS.pathBand(h, level));
                assertThat(read.closeBand(h, level)).isEqualTo(EXCURSIONS.closeBand(h, level));
                assertThat(read.modalCloseBand(h, level)).isEqualTo(EXCURSIONS.modalCloseBand(h, level));
            }
        }
        assertThat(read.touch(10, 1, 1)).isEqualTo(EXCURSIONS.touch(10, 1, 1));
        assertThat(read.closeBeyond(10, 1, 1)).isEqualTo(EXCURSIONS.closeBeyond(10, 1, 1));
        assertThat(read.paths(10)).isEqualTo(EXCURSIONS.paths(10));
    }

    @Test
    void paths_that_ended_later_than_the_last_known_row_do_not_matter() {
        FeatureSet known = TestMarkets.of(RandomMarket.of(5, 900).until(LAST_KNOWN));
        assertThat(Excursions.fit(VolatilityPath.of(known), WEIGHTS, 0, LAST_KNOWN)
                        .toBytes())
                .isEqualTo(EXCURSIONS.toBytes());
    }

    @Test
    void too_little_history_says_how_many_paths_there_are_and_how_many_are_needed() {
        assertThatThrownBy(() -> Excursions.fit(PATH, WEIGHTS, 0, 400))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("too little history for ranges over 1 sessions: " + (400 - PATH.firstRow())
                        + " past paths, at least 100 are needed");
        assertThatThrownBy(() -> Excursions.fit(PATH, WEIGHTS, 500, 100)).isInstanceOf(MarketDataException.class);
    }

    @Test
    void reads_files_with_one_weight_for_all_horizons() {
        SafeTensors now = SafeTensors.parse(EXCURSIONS.toBytes(), "excursions");
        SafeTensors.Builder older = SafeTensors.builder().put("weight", new int[] {1}, new float[] {0.7f});
        for (int h : Excursions.HORIZONS) {
            for (String name : List.of("up_" + h, "down_" + h, "close_" + h)) {
                older.put(name, new int[] {now.floats(name).length}, now.floats(name));
            }
        }

        assertThat(Excursions.parse(older.build().toBytes(), "excursions").toBytes())
                .isEqualTo(EXCURSIONS.toBytes());
    }

    @Test
    void refuses_a_horizon_it_does_not_have() {
        assertThatThrownBy(() -> EXCURSIONS.touch(4, 1, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no excursions for 4 sessions");
    }

    @Test
    void refuses_a_damaged_file() {
        byte[] file = EXCURSIONS.toBytes();
        for (int twentieth = 0; twentieth < 20; twentieth++) {
            byte[] cut = Arrays.copyOf(file, file.length / 20 * twentieth);
            assertThatThrownBy(() -> Excursions.parse(cut, "excursions")).isInstanceOf(ModelException.class);
        }
        SafeTensors.Builder short30 = copy("30");
        short30.put("up_30", new int[] {1}, new float[1])
                .put("down_30", new int[] {1}, new float[1])
                .put("close_30", new int[] {1}, new float[1]);
        assertThatThrownBy(() -> Excursions.parse(short30.build().toBytes(), "excursions"))
                .isInstanceOf(ModelException.class)
                .hasMessage("excursions: excursions over 30 sessions are incomplete");
        byte[] noWeight = copy("weight")
                .put("weight", new int[] {0}, new float[0])
                .build()
                .toBytes();
        assertThatThrownBy(() -> Excursions.parse(noWeight, "excursions"))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "excursions: expected one weight in [0, 1], or one for each of [1, 2, 3, 5, 7, 10, 15, 20, 25,"
                                + " 30] sessions, was []");
    }

    /** The file again without the tensors whose name ends so. */
    private static SafeTensors.Builder copy(String without) {
        SafeTensors read = SafeTensors.parse(EXCURSIONS.toBytes(), "excursions");
        SafeTensors.Builder builder = SafeTensors.builder();
        read.names().stream()
                .filter(name -> !name.endsWith(without))
                .forEach(name -> builder.put(name, read.shape(name), read.floats(name)));
        return builder;
    }
}
