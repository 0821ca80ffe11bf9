package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.data.internal.NseCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the calendar says as known on each day, against facts of the exchanges: a table of turning points here, and the
 * lists and contract files beside the reactor where there are some. Every difference that is left has its reason here.
 */
class ExchangeFactsTest {

    private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);

    @ParameterizedTest(name = "{0} on {1}: weekly {2}, monthly {3}, lot {4}")
    @CsvSource({
        // NIFTY: Thursday, and from the circular of 2025-06-17 Tuesday for contracts from September on
        "nifty, 2019-02-08, -, 2019-02-28, 75",
        "nifty, 2019-02-11, 2019-02-14, 2019-02-28, 75",
        "nifty, 2023-06-26, 2023-06-29, 2023-06-29, 50",
        "nifty, 2023-06-27, 2023-06-28, 2023-06-28, 50",
        "nifty, 2024-05-02, 2024-05-02, 2024-05-30, 25",
        "nifty, 2025-01-02, 2025-01-02, 2025-01-30, 75",
        "nifty, 2025-08-29, 2025-09-02, 2025-09-30, 75",
        "nifty, 2025-12-31, 2026-01-06, 2026-01-27, 65",
        "nifty, 2026-03-25, 2026-03-30, 2026-03-30, 65",
        "nifty, 2026-10-16, 2026-10-19, 2026-10-27, 65",
        "nifty, 2026-11-20, 2026-11-23, 2026-11-23, 65",
        // BANKNIFTY
        "banknifty, 2016-06-01, 2016-06-02, 2016-06-30, 30",
        "banknifty, 2018-10-25, 2018-10-25, 2018-10-25, 40",
        "banknifty, 2018-10-26, 2018-11-01, 2018-11-29, 20",
        "banknifty, 2023-09-01, 2023-09-06, 2023-09-28, 15",
        "banknifty, 2024-03-20, 2024-03-20, 2024-03-27, 15",
        "banknifty, 2024-11-14, -, 2024-11-27, 15",
        "banknifty, 2024-12-20, -, 2024-12-24, 15",
        "banknifty, 2025-07-03, -, 2025-07-31, 35",
        "banknifty, 2026-01-05, -, 2026-01-27, 30",
        // SENSEX
        "sensex, 2024-11-12, 2024-11-14, 2024-11-29, 10",
        "sensex, 2025-01-06, 2025-01-07, 2025-01-28, 20",
        "sensex, 2025-09-01, 2025-09-04, 2025-09-25, 20",
        "sensex, 2026-01-11, 2026-01-15, 2026-01-29, 20",
        "sensex, 2026-01-12, 2026-01-14, 2026-01-29, 20",
        // other series
        "finnifty, 2021-10-18, 2021-10-19, 2021-10-26, 40",
        "finnifty, 2024-12-27, -, 2024-12-31, 25",
        "midcpnifty, 2023-04-24, 2023-04-25, 2023-04-25, 75",
        "midcpnifty, 2023-04-26, 2023-05-03, 2023-05-31, 75",
        "midcpnifty, 2024-01-19, 2024-01-20, 2024-01-29, 75",
        "niftynxt50, 2024-04-25, -, 2024-04-26, 10",
        "bankex, 2023-10-13, 2023-10-13, 2023-10-30, 15",
        "bankex, 2024-11-19, -, 2024-11-25, 15",
    })
    void next_expiries_and_lot_as_known_on_the_day(
            String rules, LocalDate day, String weekly, LocalDate monthly, int lot) {
        TradingCalendar calendar = NseCalendar.load(rules);
        Optional<LocalDate> expected = weekly.equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(weekly));
        assertThat(calendar.monthlyExpiry(day, day)).isEqualTo(monthly);
        assertThat(calendar.weeklyExpiry(day, day)).isEqualTo(expected);
        assertThat(calendar.lotSize(expected.orElse(monthly), day)).isEqualTo(OptionalInt.of(lot));
    }

    /** Differences that stay, by how they begin, and why. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "2023-0[56]-.. (monthly|weekly): 2023-06-28, we say 2023-06-29",
            "Bakri Id moved to 2023-06-29, which nobody knew before 2023-06-27",
            "2023-06-27 2023-06-29.*",
            "contracts were re-dated in the evening of that day",
            "2022-1[012]-.. 2023-01-25: .*",
            "Republic Day is taken as known with the yearly list, on the late side",
            "NIFTY monthly 2000-06-29: known before.*",
            "earlier months are taken as the same",
            "NIFTY weekly 2019-02-14: .*",
            "taken as known from the first listing on: the circular's day is not known",
            "SENSEX weekly (2019|2020).*",
            "left out: the weekday before the relaunch of 2023 is not known throughout");

    private static void requireExplained(Map<String, String> differences) {
        assertThat(differences.entrySet().stream().map(found -> found.getKey() + ": " + found.getValue()))
                .allMatch(found -> EXPLAINED.keySet().stream().anyMatch(found::matches));
    }

    @Test
    void every_day_has_the_next_expiry_of_the_exchange_list() throws IOException {
        TradingCalendar calendar = NseCalendar.load("nifty");
        NavigableSet<LocalDate> listed = new TreeSet<>();
        NavigableSet<LocalDate> monthly = new TreeSet<>();
        for (NamedCsvRecord row : rows(DeveloperData.require().resolve("nifty_expiries.csv"))) {
            listed.add(day(row, "expiry"));
            if (row.getField("expiry_type").equals("monthly")) {
                monthly.add(day(row, "expiry"));
            }
        }
        Map<String, String> differences = new TreeMap<>();
        LocalDate firstWeekly = LocalDate.of(2019, 2, 11);
        for (LocalDate day = FIRST; !day.isAfter(LocalDate.of(2026, 8, 25)); day = day.plusDays(1)) {
            compare(differences, day + " monthly", monthly.ceiling(day), calendar.monthlyExpiry(day, day));
            if (!day.isBefore(firstWeekly)) {
                compare(
                        differences,
                        day + " weekly",
                        listed.ceiling(day),
                        calendar.weeklyExpiry(day, day).orElseThrow());
            } else {
                compare(differences, day + " weekly", Optional.empty(), calendar.weeklyExpiry(day, day));
            }
        }
        requireExplained(differences);
    }

    private static void compare(Map<String, String> differences, String where, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.put(where, expected + ", we say " + actual);
        }
    }

    @Test
    void every_listed_future_is_of_a_month_we_know() throws IOException {
        TradingCalendar calendar = NseCalendar.load("nifty");
        Map<String, String> differences = new TreeMap<>();
        Path file = DeveloperData.require().resolve("bhavcopy").resolve("nifty_futures_eod.csv.gz");
        for (NamedCsvRecord row : rows(file)) {
            LocalDate traded = day(row, "date");
            LocalDate expiry = day(row, "expiry");
            if (!traded.isBefore(FIRST)) {
                compare(
                        differences,
                        traded + " " + expiry,
                        expiry,
                        calendar.monthlyExpiry(expiry.minusDays(6), traded));
            }
        }
        requireExplained(differences);
    }

    @Test
    void every_listed_option_has_the_expiry_and_lot_we_know() throws IOException {
        TradingCalendar calendar = NseCalendar.load("nifty");
        Map<String, String> differences = new TreeMap<>();
        Path folder = DeveloperData.require().resolve("bhavcopy");
        Map<String, String> seen = new HashMap<>();
        for (NamedCsvRecord row : rows(folder.resolve("nifty_monthly_options_eod_2021_2024.csv.gz"))) {
            seen.put(row.getField("trade_date") + " " + row.getField("expiry"), row.getField("lot"));
        }
        for (NamedCsvRecord row : rows(folder.resolve("nifty_fo_udiff_2025-01-01_to_01-10.csv.gz"))) {
            if (row.getField("FinInstrmTp").equals("IDO")) {
                seen.put(row.getField("TradDt") + " " + row.getField("XpryDt"), row.getField("NewBrdLotQty"));
            }
        }
        seen.forEach((key, lot) -> {
            LocalDate traded = LocalDate.parse(key.substring(0, 10));
            LocalDate expiry = LocalDate.parse(key.substring(11));
            boolean known = calendar.weeklyExpiry(expiry, traded).equals(Optional.of(expiry))
                    || calendar.monthlyExpiry(expiry, traded).equals(expiry);
            compare(differences, key + " expiry", true, known);
            compare(
                    differences,
                    key + " lot",
                    lot,
                    Integer.toString(calendar.lotSize(expiry, traded).orElse(0)));
        });
        requireExplained(differences);
    }

    @Test
    void lots_are_known_from_their_day() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (NamedCsvRecord row : rules("lot_sizes.csv")) {
            String known = row.getField("known_on");
            String from = row.getField("expiries_from");
            if (known.equals("unknown") || from.equals("unknown")) {
                continue;
            }
            TradingCalendar calendar = calendar(row);
            String kind = row.getField("kind");
            LocalDate asked = LocalDate.parse(from);
            LocalDate expiry = kind.equals("monthly")
                    ? calendar.monthlyExpiry(asked, LocalDate.parse(known))
                    : calendar.weeklyExpiry(asked, LocalDate.parse(known)).orElseThrow();
            String where = row.getField("underlying") + " lot " + kind + " " + from;
            compare(
                    differences,
                    where,
                    row.getField("lot"),
                    Integer.toString(
                            calendar.lotSize(expiry, LocalDate.parse(known)).orElse(0)));
        }
        requireExplained(differences);
    }

    @Test
    void weekdays_are_known_from_their_day() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (NamedCsvRecord row : rules("expiry_rules.csv")) {
            String first = row.getField("first_expiry");
            if (!row.getField("row_type").equals("rule") || first.isEmpty()) {
                continue;
            }
            TradingCalendar calendar = calendar(row);
            LocalDate expiry = LocalDate.parse(first);
            LocalDate known = LocalDate.parse(row.getField("known_on"));
            String where = row.getField("underlying") + " " + row.getField("kind") + " " + first;
            compare(differences, where, Optional.of(expiry), expiry(calendar, row, expiry, known));
            if (expiry(calendar, row, expiry, known.minusDays(1)).equals(Optional.of(expiry))) {
                differences.put(where, "known before " + known);
            }
        }
        requireExplained(differences);
    }

    @Test
    void expiries_move_off_holidays() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (NamedCsvRecord row : rules("expiry_rules.csv")) {
            if (row.getField("row_type").equals("moved")) {
                LocalDate scheduled = day(row, "expiries_from");
                LocalDate moved = day(row, "moved_to");
                LocalDate known = later(day(row, "known_on"), moved.minusDays(14));
                compare(
                        differences,
                        row.getField("underlying") + " moved " + scheduled,
                        Optional.of(moved),
                        expiry(calendar(row), row, moved.minusDays(1), known));
            }
        }
        requireExplained(differences);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<LocalDate> expiry(
            TradingCalendar calendar, NamedCsvRecord row, LocalDate day, LocalDate known) {
        return row.getField("kind").equals("monthly")
                ? calendar.findMonthlyExpiry(day, known)
                : calendar.weeklyExpiry(day, known);
    }

    private static TradingCalendar calendar(NamedCsvRecord row) {
        return NseCalendar.load(row.getField("underlying").toLowerCase(Locale.ROOT));
    }

    @Test
    void holidays_and_sessions_are_known_from_their_day() throws IOException {
        TradingCalendar calendar = NseCalendar.load();
        Map<String, String> differences = new TreeMap<>();
        for (NamedCsvRecord row : rules("holidays_2025_2027.csv")) {
            LocalDate day = day(row, "date");
            String known = row.getField("known_on");
            String type = row.getField("type");
            if (type.equals("holiday") || type.equals("special")) {
                boolean session = type.equals("special");
                LocalDate circular = LocalDate.parse(known);
                compare(differences, day + " before", !session, calendar.isSession(day, circular.minusDays(1)));
                compare(differences, day + " from", session, calendar.isSession(day, circular) && session);
            }
            if (type.equals("expected_2027")) {
                compare(
                        differences,
                        day + " not announced",
                        true,
                        day.isAfter(calendar.announcedThrough(LocalDate.of(2026, 11, 30))));
            }
            if (!row.getField("open").isEmpty()) {
                compare(
                        differences,
                        day + " open",
                        LocalTime.parse(row.getField("open")),
                        calendar.open(day).atZone(calendar.zone()).toLocalTime());
                compare(
                        differences,
                        day + " close",
                        LocalTime.parse(row.getField("close")),
                        calendar.close(day).atZone(calendar.zone()).toLocalTime());
            }
        }
        requireExplained(differences);
    }

    @Test
    void every_session_has_the_hours_of_its_day() throws IOException {
        TradingCalendar calendar = NseCalendar.load();
        NavigableSet<LocalDate> special = new TreeSet<>();
        for (NamedCsvRecord row : rows(DeveloperData.require().resolve("nse_special_sessions.csv"))) {
            special.add(day(row, "date"));
        }
        Map<String, String> differences = new TreeMap<>();
        for (NamedCsvRecord row : rules("session_hours.csv")) {
            String phase = row.getField("phase");
            boolean derivatives = !row.getField("segment").startsWith("cash") && phase.startsWith("continuous");
            boolean auction = phase.startsWith("closing auction");
            if (!derivatives && !auction) {
                continue;
            }
            LocalDate from = row.getField("from").equals("unknown") ? FIRST : day(row, "from");
            LocalDate to = row.getField("to").isEmpty() ? LocalDate.of(2026, 12, 31) : day(row, "to");
            for (LocalDate day : calendar.sessions(from.isBefore(FIRST) ? FIRST : from, to)) {
                if (!special.contains(day)) {
                    SessionHours hours = calendar.hours(day);
                    compare(
                            differences,
                            day + " " + phase,
                            row.getField("start") + "-" + row.getField("end"),
                            (auction ? hours.indexStop() : hours.open())
                                            .atZone(calendar.zone())
                                            .toLocalTime()
                                    + "-"
                                    + (auction ? hours.indexClose() : hours.close())
                                            .atZone(calendar.zone())
                                            .toLocalTime());
                }
            }
        }
        requireExplained(differences);
    }

    private static List<NamedCsvRecord> rules(String name) throws IOException {
        Path folder = DeveloperData.require().resolve("rules");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no exchange rules beside the reactor; test skipped");
        return rows(folder.resolve(name));
    }

    private static LocalDate day(NamedCsvRecord row, String field) {
        return LocalDate.parse(row.getField(field));
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            return new ArrayList<>(reader.stream().toList());
        }
    }
}
