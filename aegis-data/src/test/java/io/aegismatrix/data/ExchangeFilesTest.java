package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeFilesTest {

    private static final String DAYS = """
            date,open,high,low,close,volume
            2024-01-01,21727.75,21834.35,21680.85,21741.9,154000
            2024-01-02,21751.35,21755.6,21555.65,21665.8,263700
            2024-01-03,21661.1,21677.0,21500.35,21517.35,311900
            2024-01-04,21605.8,21685.65,21564.55,21658.6,339200
            2024-01-05,21705.75,21749.6,21629.2,21710.8,309300
            """;
    private static final String VIX_DAYS = """
            date,open,high,low,close,volume
            2024-01-01,14.5,15.2,14.1,14.58,0
            2024-01-02,14.58,14.9,13.9,14.68,0
            2024-01-03,14.68,14.8,13.8,14.05,0
            2024-01-04,14.05,14.2,13.2,13.37,0
            2024-01-05,13.37,13.5,12.4,12.63,0
            """;
    private static final String INDICES =
            "Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,"
                    + "Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield\n";
    private static final String UDIFF =
            "TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,"
                    + "FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,"
                    + "ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,"
                    + "Rsvd4\n";
    private static final String OLD =
            "INSTRUMENT,SYMBOL,EXPIRY_DT,STRIKE_PR,OPTION_TYP,OPEN,HIGH,LOW,CLOSE,SETTLE_PR,CONTRACTS,VAL_INLAKH,OPEN_INT,"
                    + "CHG_IN_OI,TIMESTAMP,\n";
    private static final LocalDate FOURTH = LocalDate.of(2024, 1, 4);
    private static final LocalDate FIFTH = LocalDate.of(2024, 1, 5);
    private static final Instant FRIDAY_CLOSE = Instant.parse("2024-01-05T15:30:00+05:30");
    private static final Instant FRIDAY_EVENING = Instant.parse("2024-01-05T19:30:00+05:30");

    @TempDir
    Path folder;

    @BeforeEach
    void writes_a_vendors_files() throws IOException {
        write("nifty50_daily.csv", DAYS);
        write("indiavix_daily.csv", VIX_DAYS);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, bytes);
    }

    private void zip(String name, Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private MarketSnapshot at(Instant asOf) {
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(asOf));
    }

    private static List<String> told(MarketSnapshot market, AnomalyCode code) {
        return market.quality().anomalies().stream()
                .filter(anomaly -> anomaly.code().equals(code.name()))
                .map(DataQuality.Anomaly::detail)
                .toList();
    }

    private static DailyBar bar(BarSeries series, LocalDate session) {
        return series.bar(series.find(session).orElseThrow());
    }

    /** An option of 2024-01-05: contract size 50, so that 500 units are ten contracts. */
    private static String option(String symbol, String expiry, String strike, String right, String close, int traded) {
        return "2024-01-05,2024-01-05,FO,NSE,IDO,1,," + symbol + ",," + expiry + "," + expiry + "," + strike + ","
                + right + ",X,0.00,0.00,0.00," + close + ",0.00,1.00,21710.80,7.77,500,50," + traded
                + ",1.00,1,F1,50,,,,,\n";
    }

    private static String friday() {
        return UDIFF
                + "2024-01-05,2024-01-05,FO,NSE,IDF,1,,NIFTY,,2024-01-25,2024-01-25,,,F,1,1,1,21800,1,1,21710.8,1,1,1,5,1,1,"
                + "F1,50,,,,,\n"
                + option("BANKNIFTY", "2024-01-25", "48000.00", "CE", "90.00", 3)
                + option("NIFTY", "2024-01-11", "21700.00", "CE", "120.50", 1000)
                + option("NIFTY", "2024-01-11", "21700.00", "PE", "99.25", 900)
                + option("NIFTY", "2024-01-11", "25000.00", "PE", "956.10", 0)
                + option("NIFTY", "2024-01-25", "21700.00", "CE", "260.00", 800);
    }

    @Test
    void the_official_close_is_used_and_the_vendors_is_told() throws IOException {
        write(
                "ind_close_all_04012024.csv",
                INDICES
                        + "Nifty 50,04-01-2024,21605.8,21685.65,21564.55,21668.6,76.2,.35,1,2,22.5,3.9,1.2\n"
                        + "Nifty50 Dividend Points,04-01-2024,-,-,-,196.79,0.0,-,-,-,-,-,-\n"
                        + "India VIX,04-01-2024,14.05,14.2,13.2,13.37,-.68,-4.8,-,-,-,-,-\n");

        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(bar(market.daily(), FOURTH).close()).isEqualTo(21668.6);
        assertThat(bar(market.daily(), FIFTH).close()).isEqualTo(21710.8);
        assertThat(bar(market.volatilityIndex(), FOURTH).close()).isEqualTo(13.37);
        assertThat(told(market, AnomalyCode.CLOSE_MISMATCH))
                .singleElement()
                .asString()
                .contains("NIFTY50 2024-01-04", "csv closes at 21658.6000", "21668.6000, which is used", "0.046 %");
        assertThat(told(market, AnomalyCode.FILES_NOT_READ)).isEmpty();
    }

    @Test
    void a_companion_has_its_official_closes_over_its_file_and_alone_and_in_a_store() throws IOException {
        String bank = "47600.5,48400,47400,";
        write(
                "banknifty_daily.csv",
                "date,open,high,low,close,volume\n2024-01-03," + bank + "47704.95,0\n2024-01-04," + bank
                        + "48195.85,0\n");
        write(
                "ind_close_all_04012024.csv",
                INDICES + "Nifty 50,04-01-2024,21605.8,21685.65,21564.55,21658.6,1,1,1,1,1,1,1\nNifty Bank,04-01-2024,"
                        + bank + "48250.0,1,1,1,1,1,1,1\n");
        write("ind_close_all_05012024.csv", INDICES + "Bank Nifty,05-01-2024," + bank + "48159.0,1,1,1,1,1,1,1\n");

        MarketSnapshot market = at(FRIDAY_EVENING);
        BarSeries bars = market.companion(Companion.BANKNIFTY).orElseThrow().bars();
        assertThat(bars.bars()).extracting(DailyBar::close).containsExactly(47704.95, 48250.0, 48159.0);
        assertThat(told(market, AnomalyCode.CLOSE_MISMATCH))
                .singleElement()
                .asString()
                .contains("BANKNIFTY 2024-01-04", "csv closes at 48195.8500", "48250.0000, which is used");
        assertThat(at(FRIDAY_CLOSE.minusSeconds(60))
                        .companion(Companion.BANKNIFTY)
                        .orElseThrow()
                        .bars()
                        .last()
                        .session())
                .isEqualTo(FOURTH);

        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        MarketSources.csv(folder).keepIn(store, MarketRequest.nifty50(FRIDAY_EVENING));
        assertThat(store.snapshot(MarketRequest.nifty50(FRIDAY_EVENING))
                        .companion(Companion.BANKNIFTY)
                        .orElseThrow()
                        .bars()
                        .bars())
                .isEqualTo(bars.bars());
        assertThat(store.officialDaily("BANKNIFTY", MarketRequest.nifty50(FRIDAY_EVENING))
                        .bars())
                .extracting(DailyBar::session)
                .containsExactly(FOURTH, FIFTH);

        Files.delete(folder.resolve("banknifty_daily.csv"));
        assertThat(at(FRIDAY_EVENING)
                        .companion(Companion.BANKNIFTY)
                        .orElseThrow()
                        .bars()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_session_the_vendor_lacks_is_filled_and_every_name_of_an_index_is_known() throws IOException {
        for (String name : List.of("Nifty 50", "CNX Nifty", "S&P CNX Nifty", "NIFTY 50")) {
            write("nifty50_daily.csv", DAYS.replaceAll("2024-01-04.*\n", ""));
            write(
                    "exchange/ind_close_all_04012024.csv",
                    INDICES + name + ",04-01-2024,21605.8,21685.65,21564.55,21668.6,76.2,.35,-,2,22.5,3.9,1.2\n"
                            + "INDIA VIX,04-01-2024,14.05,14.2,13.2,13.37,-.68,-4.8,-,-,-,-,-\n");

            MarketSnapshot market = at(FRIDAY_EVENING);

            assertThat(bar(market.daily(), FOURTH).close()).as(name).isEqualTo(21668.6);
            assertThat(market.daily().size()).isEqualTo(5);
            Files.delete(folder.resolve("exchange/ind_close_all_04012024.csv"));
        }
    }

    @Test
    void official_files_alone_make_a_market() throws IOException {
        Files.delete(folder.resolve("nifty50_daily.csv"));
        Files.delete(folder.resolve("indiavix_daily.csv"));
        for (int day = 1; day <= 5; day++) {
            write(
                    "ind_close_all_0" + day + "012024.csv",
                    INDICES + "Nifty 50,0" + day + "-01-2024,2160" + day + ",2168" + day + ",2156" + day + ",2166" + day
                            + ",1,1,1,1,1,1,1\nIndia VIX,0" + day
                            + "-01-2024,14.05,14.2,13.2,14,-.68,-4.8,-,-,-,-,-\n");
        }

        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(market.daily().size()).isEqualTo(5);
        assertThat(market.daily().last().close()).isEqualTo(21665);
        assertThat(at(Instant.parse("2024-01-04T20:00:00+05:30")).daily().last().session())
                .isEqualTo(FOURTH);
    }

    @Test
    void a_file_of_another_day_than_its_name_says_is_left_out_and_told() throws IOException {
        write(
                "ind_close_all_04012024.csv",
                INDICES + "Nifty 50,03-01-2024,21605.8,21685.65,21564.55,21668.6,1,1,1,1,1,1,1\n");

        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(bar(market.daily(), FOURTH).close()).isEqualTo(21658.6);
        assertThat(told(market, AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .containsExactly(
                        "ind_close_all_04012024.csv:2: holds the session 2024-01-03, but its name says 2024-01-04:"
                                + " the wrong file was served; get it again; read on without it");
    }

    @Test
    void a_close_without_a_range_a_contradiction_and_a_page_instead_of_a_file_change_nothing() throws IOException {
        write(
                "ind_close_all_02012024.csv",
                INDICES + "Nifty 50,02-01-2024,1,1,1,1,1,1,1,1,1,1,1\nNifty 50,02-01-2024,2,2,2,2,1,1,1,1,1,1,1\n");
        write("ind_close_all_03012024.csv", "<html><body>Resource not found</body></html>");
        write(
                "ind_close_all_04012024.csv",
                INDICES + "India VIX,04-01-2024,,,,13.99,-.68,-4.8,-,-,-,-,-\n"
                        + "Nifty 50,04-01-2024,-,-,-,21668.6,1,1,1,1,1,1,1\n");

        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(bar(market.daily(), LocalDate.of(2024, 1, 2)).close()).isEqualTo(21665.8);
        assertThat(bar(market.daily(), FOURTH).close()).isEqualTo(21658.6);
        assertThat(bar(market.volatilityIndex(), FOURTH).close()).isEqualTo(13.37);
        assertThat(told(market, AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .satisfiesExactly(
                        two -> assertThat(two).contains("ind_close_all_02012024.csv:3", "stands there twice"),
                        page -> assertThat(page).contains("ind_close_all_03012024.csv", "no header"));
    }

    @Test
    void a_bhavcopy_is_a_chain_once_it_was_published() throws IOException {
        write("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv", friday());

        assertThat(at(FRIDAY_CLOSE).optionChain()).isEmpty();
        assertThat(at(FRIDAY_EVENING.minusSeconds(1)).optionChain()).isEmpty();
        MarketSnapshot market = at(FRIDAY_EVENING);
        OptionChain chain = market.optionChain().orElseThrow();
        assertThat(chain.asOf()).isEqualTo(FRIDAY_CLOSE);
        assertThat(chain.knownAt()).isEqualTo(FRIDAY_EVENING);
        assertThat(chain.spot()).isEqualTo(21710.8);
        assertThat(chain.quotes()).hasSize(4);
        OptionQuote call = chain.quotes().get(0);
        assertThat(call.openInterest()).isEqualTo(10);
        assertThat(call.volume()).isEqualTo(1000);
        assertThat(call.lastPrice()).hasValue(120.5);
        OptionQuote untraded = chain.quotes().get(2);
        assertThat(untraded.right()).isEqualTo(Right.PUT);
        assertThat(untraded.lastPrice()).isEmpty();
        assertThat(untraded.openInterest()).isEqualTo(10);
        assertThat(market.cutAt(FRIDAY_CLOSE).optionChain()).isEmpty();
        assertThat(at(Instant.parse("2024-01-08T12:00:00+05:30")).optionChain()).isPresent();
        assertThat(at(Instant.parse("2024-01-09T12:00:00+05:30")).optionChain()).isEmpty();
    }

    @Test
    void packed_or_twice_it_is_the_same_chain() throws IOException {
        String name = "BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv";
        write(name, friday());
        OptionChain plain = at(FRIDAY_EVENING).optionChain().orElseThrow();
        zip(name + ".zip", Map.of("../../../etc/" + name, friday()));
        MarketSnapshot both = at(FRIDAY_EVENING);
        assertThat(both.optionChain()).contains(plain);
        assertThat(told(both, AnomalyCode.EXCHANGE_FILE_UNREADABLE)).isEmpty();
        Files.delete(folder.resolve(name));
        assertThat(at(FRIDAY_EVENING).optionChain()).contains(plain);
        Files.delete(folder.resolve(name + ".zip"));
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
            gzip.write(friday().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(at(FRIDAY_EVENING).optionChain()).contains(plain);
        write(
                "fo05JAN2024bhav.csv",
                OLD + "OPTIDX,NIFTY,11-Jan-2024,21700,CE,1,1,1,120.5,120.5,7,1,500,0,05-JAN-2024,\n");
        MarketSnapshot differing = at(FRIDAY_EVENING);
        assertThat(differing.optionChain()).contains(plain);
        assertThat(told(differing, AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .singleElement()
                .asString()
                .contains("fo05JAN2024bhav.csv: differs from " + name);
    }

    @Test
    void a_zip_is_read_entry_by_entry_and_what_is_no_table_is_never_unpacked() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        entries.put("a/README.txt", "nothing");
        entries.put("b.CSV", friday());
        entries.put("c.csv", UDIFF + option("NIFTY", "2024-01-25", "21700.00", "PE", "210.00", 800));
        zip("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv.zip", entries);
        assertThat(at(FRIDAY_EVENING).optionChain().orElseThrow().quotes()).hasSize(5);

        zip("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv.zip", Map.of("bomb.txt", "0".repeat(1 << 20)));
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .singleElement()
                .asString()
                .contains("it holds 0 tables");

        write("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv.zip", "no zip at all");
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .hasSize(1);
        assertThat(at(FRIDAY_EVENING).optionChain()).isEmpty();
    }

    @Test
    void a_zip_that_unpacks_without_end_is_left_out() throws IOException {
        Path bomb = folder.resolve("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv.zip");
        byte[] rows = ("2024-01-05," + "x".repeat(3000) + "\n").repeat(300).getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("bomb.csv"));
            zip.write(UDIFF.getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < 65L << 20; written += rows.length) {
                zip.write(rows);
            }
        }

        assertThat(Files.size(bomb)).isLessThan(4L << 20);
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .hasSize(1);
    }

    @Test
    void bhavcopies_that_cannot_be_true_are_left_out_with_file_line_and_value() throws IOException {
        String name = "BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv";
        Map<String, String> broken = Map.of(
                "holds the session 2024-01-04, but its name says 2024-01-05",
                        friday().replace("2024-01-05", "2024-01-04"),
                "OptnTp must be CE or PE, was 'XE'", UDIFF + option("NIFTY", "2024-01-11", "21700", "XE", "1", 1),
                "XpryDt must not lie before the session", UDIFF + option("NIFTY", "2024-01-03", "21700", "CE", "1", 1),
                "StrkPric must be above 0, was '0'", UDIFF + option("NIFTY", "2024-01-11", "0", "CE", "1", 1),
                "ClsPric must be a number of at least 0, was 'abc'",
                        UDIFF + option("NIFTY", "2024-01-11", "21700", "CE", "abc", 1),
                "stands there twice for 2024-01-05, and differs",
                        friday() + option("NIFTY", "2024-01-25", "21700.00", "CE", "1.00", 800),
                "no header", "a,b\n1,2\n");
        for (Map.Entry<String, String> entry : broken.entrySet()) {
            write(name, entry.getValue());

            MarketSnapshot market = at(FRIDAY_EVENING);

            assertThat(market.optionChain()).as(entry.getKey()).isEmpty();
            assertThat(told(market, AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                    .singleElement()
                    .asString()
                    .startsWith(name + ":")
                    .contains(entry.getKey());
        }
    }

    @Test
    void an_archive_is_not_opened_before_the_day_from_which_its_name_says_it_goes() throws IOException {
        String later = "nifty_fo_udiff_2024-01-08_to_01-10.csv";
        write(later, "never opened");

        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .isEmpty();

        Files.delete(folder.resolve(later));
        write("nifty_fo_udiff_2024-01-05_to_01-10.csv", friday());
        assertThat(at(FRIDAY_EVENING).optionChain()).isPresent();

        write("nifty_fo_udiff_2024-01-05_to_01-10.csv", friday().replace("2024-01-05", "2024-01-04"));
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .singleElement()
                .asString()
                .contains("holds the session 2024-01-04, but its name says from 2024-01-05 on; rename it");
    }

    @Test
    void a_day_without_a_session_is_no_chain() throws IOException {
        write("BhavCopy_NSE_FO_0_0_0_20240106_F_0000.csv", friday().replace("2024-01-05", "2024-01-06"));

        assertThat(told(at(Instant.parse("2024-01-07T19:30:00+05:30")), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .singleElement()
                .asString()
                .contains("its day must be a session, was 2024-01-06");
    }

    @Test
    void the_older_bhavcopy_takes_the_index_from_the_daily_bar_and_the_lot_from_the_calendar() throws IOException {
        write(
                "fo05JAN2024bhav.csv",
                OLD + "FUTIDX,NIFTY,25-Jan-2024,0,XX,1,1,1,21800,1,9,1,500,0,05-JAN-2024,\n"
                        + "OPTIDX,NIFTY,11-Jan-2024,21700,CE,100,130,90,120.5,120.5,7,1,500,0,05-JAN-2024,\n"
                        + "OPTIDX,NIFTY,11-Jan-2024,21700,PE,0,0,0,99,99,0,0,1000,0,05-JAN-2024,\n"
                        + "OPTSTK,NIFTYBEES,25-Jan-2024,230,CE,0,0,0,99,99,0,0,1000,0,05-JAN-2024,\n");

        OptionChain chain = at(FRIDAY_EVENING).optionChain().orElseThrow();

        assertThat(chain.spot()).isEqualTo(21710.8);
        assertThat(chain.quotes()).extracting(OptionQuote::openInterest).containsExactly(10.0, 20.0);
        assertThat(chain.quotes().get(0).volume()).isEqualTo(7);
        assertThat(chain.quotes().get(1).lastPrice()).isEmpty();
    }

    @Test
    void the_index_in_a_bhavcopy_and_its_contract_size_are_held_against_ours() throws IOException {
        write(
                "BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv",
                friday().replace("21710.80", "21720.80").replace("F1,50", "F1,75"));

        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(told(market, AnomalyCode.CLOSE_MISMATCH))
                .singleElement()
                .asString()
                .contains("closes at 21710.8", "has the index at 21720.8");
        assertThat(told(market, AnomalyCode.LOT_SIZE_MISMATCH))
                .singleElement()
                .asString()
                .contains("2 contract sizes differ", "expiring 2024-01-11", "has 75, the calendar 50");
    }

    @Test
    void the_list_of_lots_is_held_against_ours_in_its_month() throws IOException {
        write("fo_mktlots.csv", """
                UNDERLYING                          ,SYMBOL    ,JAN-24     ,FEB-24     ,MAR-24    \s
                NIFTY 50                            ,NIFTY     ,50         ,75         ,          \s
                NIFTY BANK                          ,BANKNIFTY ,99         ,99         ,99        \s
                Derivatives on Individual Securities,Symbol    ,JAN-24     ,FEB-24     ,MAR-24    \s
                MAHINDRA & MAHINDRA LTD             ,M&M       ,200        ,200        ,200       \s
                """);

        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.LOT_SIZE_MISMATCH))
                .singleElement()
                .asString()
                .contains("NIFTY expiring 2024-02-29: fo_mktlots.csv has 75, the calendar 50");
        write("fo_mktlots.csv", "UNDERLYING,SYMBOL,JUN-24\nNIFTY 50,NIFTY,75\n");
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.LOT_SIZE_MISMATCH)).isEmpty();
        write("fo_mktlots.csv", "UNDERLYING,SYMBOL,JAN-24\nNIFTY 50,NIFTY,fifty\n");
        assertThat(told(at(FRIDAY_EVENING), AnomalyCode.EXCHANGE_FILE_UNREADABLE))
                .singleElement()
                .asString()
                .contains("fo_mktlots.csv:2", "'fifty'");
    }

    @Test
    void the_whole_folder_goes_into_a_store_with_both_closes_and_every_chain_when_it_was_known() throws IOException {
        write(
                "ind_close_all_04012024.csv",
                INDICES + "Nifty 50,04-01-2024,21605.8,21685.65,21564.55,21668.6,1,1,1,1,1,1,1\n");
        write("BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv", friday());
        write(
                "BhavCopy_NSE_FO_0_0_0_20240104_F_0000.csv",
                friday().replace("2024-01-05", "2024-01-04").replace("21710.80", "21668.60"));
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        Instant later = Instant.parse("2024-01-08T08:00:00+05:30");

        List<DataQuality.Anomaly> noticed = MarketSources.csv(folder).keepIn(store, MarketRequest.nifty50(later));
        long bytes = Files.size(folder.resolve("market.db"));
        MarketSources.csv(folder).keepIn(store, MarketRequest.nifty50(later));

        assertThat(noticed).extracting(DataQuality.Anomaly::code).contains("CLOSE_MISMATCH");
        assertThat(Files.size(folder.resolve("market.db"))).isEqualTo(bytes);
        MarketSnapshot held = store.snapshot(MarketRequest.nifty50(later));
        assertThat(bar(held.daily(), FOURTH).close()).isEqualTo(21668.6);
        assertThat(told(held, AnomalyCode.CLOSE_MISMATCH))
                .singleElement()
                .asString()
                .contains("csv closes at 21658.6");
        assertThat(held.optionChain().orElseThrow().asOf()).isEqualTo(FRIDAY_CLOSE);
        assertThat(held.cutAt(FRIDAY_CLOSE).optionChain()).isEmpty();
        OptionChain atNoon = store.snapshot(MarketRequest.nifty50(Instant.parse("2024-01-05T12:00:00+05:30")))
                .optionChain()
                .orElseThrow();
        assertThat(atNoon.spot()).isEqualTo(21668.6);
        List<OptionChain> history = new ArrayList<>();
        store.chains(MarketRequest.nifty50(later), history::add);
        assertThat(history).hasSize(2);
        assertThat(store.officialDaily("NIFTY50", MarketRequest.nifty50(later)).bars())
                .extracting(DailyBar::session)
                .containsExactly(FOURTH);
        StoreSummary summary = MarketStores.summary(folder.resolve("market.db"));
        assertThat(summary.revisions()).isZero();
    }

    @Test
    void a_market_without_the_exchanges_files_is_what_it_was() {
        MarketSnapshot market = at(FRIDAY_EVENING);

        assertThat(market.quality().anomalies()).isEmpty();
        assertThat(market.optionChain()).isEmpty();
        assertThatThrownBy(() -> MarketSources.csv(folder.resolve("none"))
                        .keepIn(MarketStore.none(), MarketRequest.nifty50(FRIDAY_EVENING)))
                .isInstanceOf(MarketDataException.class);
    }

    @Test
    void the_developer_bhavcopies_go_into_a_store_whole_and_without_a_complaint() throws IOException {
        Path data = DeveloperData.require();
        for (String name : List.of("nifty50_daily.csv", "indiavix_daily.csv")) {
            write(name, Files.readAllBytes(data.resolve(name)));
        }
        String udiff = "bhavcopy/nifty_fo_udiff_2025-01-01_to_01-10.csv.gz";
        write(udiff, Files.readAllBytes(data.resolve(udiff)));
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        MarketRequest request =
                MarketRequest.nifty50(Instant.parse("2025-01-12T12:00:00Z")).withFrom(LocalDate.of(2024, 6, 3));

        List<DataQuality.Anomaly> noticed = MarketSources.csv(folder).keepIn(store, request);

        assertThat(noticed)
                .extracting(DataQuality.Anomaly::code)
                .doesNotContain("EXCHANGE_FILE_UNREADABLE", "LOT_SIZE_MISMATCH", "CLOSE_MISMATCH");
        List<OptionChain> held = new ArrayList<>();
        store.chains(request, held::add);
        List<OptionChain> read = new ArrayList<>();
        MarketSources.csv(folder).chains(request, read::add);
        assertThat(held).hasSize(8).isEqualTo(read);
        assertThat(held.stream().mapToInt(chain -> chain.quotes().size()).sum()).isEqualTo(12_416);
        assertThat(store.snapshot(MarketRequest.nifty50(Instant.parse("2025-01-02T12:00:00Z"))
                                .withFrom(LocalDate.of(2024, 6, 3)))
                        .optionChain()
                        .orElseThrow()
                        .asOf())
                .isEqualTo(Instant.parse("2025-01-01T10:00:00Z"));
    }
}
