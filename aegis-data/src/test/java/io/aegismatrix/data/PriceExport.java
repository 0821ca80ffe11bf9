package io.aegismatrix.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes daily bars the way some exporter writes them. */
public final class PriceExport {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** Order of the rows. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        YEARS_OLDEST_FIRST_EACH_NEWEST_FIRST,
        YEARS_NEWEST_FIRST_EACH_OLDEST_FIRST
    }

    private final List<String> header;
    private final List<Function<DailyBar, String>> columns;
    private Function<LocalDate, String> date = LocalDate::toString;
    private Function<Double, String> price = value -> decimal(value).toPlainString();
    private String separator = ",";
    private boolean quoted;
    private boolean headerAgain;
    private Order order = Order.OLDEST_FIRST;
    private String volume = "0";

    private PriceExport(String columns, String... header) {
        this.header = List.of(header);
        this.columns = Arrays.stream(columns.split(" ")).map(this::column).toList();
    }

    /**
     * An exporter.
     *
     * @param columns what its columns hold, in order: {@code date open high low close volume}, other words for a filler
     * @param header its header lines, written with commas
     */
    public static PriceExport of(String columns, String... header) {
        return new PriceExport(columns, header);
    }

    private Function<DailyBar, String> column(String name) {
        return switch (name) {
            case "date" -> bar -> date.apply(bar.session());
            case "open" -> bar -> price.apply(bar.open());
            case "high" -> bar -> price.apply(bar.high());
            case "low" -> bar -> price.apply(bar.low());
            case "close" -> bar -> price.apply(bar.close());
            case "volume" -> bar -> volume;
            case "half" -> bar -> price.apply(bar.close() / 2);
            default -> bar -> name;
        };
    }

    PriceExport dates(String pattern) {
        return dates(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)::format);
    }

    PriceExport dates(Function<LocalDate, String> form) {
        this.date = form;
        return this;
    }

    /** Dates as seconds since 1970, or parts of them, at 09:15 in India. */
    PriceExport epoch(long unitsASecond, String ending) {
        return dates(day -> day.atTime(LocalTime.of(9, 15)).atZone(INDIA).toEpochSecond() * unitsASecond + ending);
    }

    PriceExport prices(Function<Double, String> form) {
        this.price = form;
        return this;
    }

    PriceExport separated(String by) {
        this.separator = by;
        return this;
    }

    PriceExport quoted() {
        this.quoted = true;
        return this;
    }

    PriceExport volume(String text) {
        this.volume = text;
        return this;
    }

    PriceExport ordered(Order rows) {
        this.order = rows;
        return this;
    }

    /** Years joined with the header and its byte order mark above each. */
    PriceExport headerAgain() {
        this.headerAgain = true;
        return this;
    }

    static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    /** {@code 1,23,456.78}, as it is grouped in India, or {@code 123,456.78}. */
    static String grouped(double value, boolean indian) {
        String plain = decimal(value).toPlainString();
        String whole = plain.substring(0, plain.length() - 3);
        String rest = plain.substring(plain.length() - 3);
        StringBuilder text = new StringBuilder(whole);
        int at = whole.length() - 3;
        while (at > 0) {
            text.insert(at, ',');
            at -= indian ? 2 : 3;
        }
        return text + rest;
    }

    /** {@code 23.644,80}. */
    static String european(double value) {
        return grouped(value, false).replace(',', '#').replace('.', ',').replace('#', '.');
    }

    String write(List<DailyBar> bars) {
        StringBuilder text = new StringBuilder();
        String top =
                header.stream().map(line -> line.replace(",", separator) + "\n").collect(Collectors.joining());
        text.append(top);
        List<List<DailyBar>> years = years(bars);
        for (List<DailyBar> year : years) {
            if (headerAgain && year != years.get(0)) {
                text.append('\uFEFF').append(top);
            }
            for (DailyBar bar : year) {
                text.append(columns.stream()
                                .map(column -> cell(column.apply(bar)))
                                .collect(Collectors.joining(separator)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String cell(String text) {
        return quoted || text.contains(separator) ? '"' + text + '"' : text;
    }

    private List<List<DailyBar>> years(List<DailyBar> bars) {
        List<List<DailyBar>> years = new ArrayList<>(bars.stream()
                .collect(Collectors.groupingBy(
                        bar -> bar.session().getYear(), java.util.TreeMap::new, Collectors.toList()))
                .values());
        boolean newestFirst = order == Order.NEWEST_FIRST || order == Order.YEARS_NEWEST_FIRST_EACH_OLDEST_FIRST;
        if (newestFirst) {
            Collections.reverse(years);
        }
        if (order == Order.NEWEST_FIRST || order == Order.YEARS_OLDEST_FIRST_EACH_NEWEST_FIRST) {
            years.forEach(Collections::reverse);
        }
        return years;
    }
}
