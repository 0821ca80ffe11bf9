package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.report.PayloadSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture and the terminal of the README are of the page and the summary as they are. A picture cannot be compared with a
 * page, so the hash of what it was made from lies beside it: {@code picture_of_the_page} makes both anew.
 */
final class ReadmePictureTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path MADE = Path.of("target", "dashboard-pictures");
    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");

    @TempDir
    private Path folder;

    /** The prices of the demo's market at the demo's moment. */
    static PriceBars bars() {
        MarketSnapshot market =
                MarketSources.synthetic(42).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T10:30:00Z")));
        return PriceBars.of(market.daily(), Underlying.NIFTY50.strikeStep());
    }

    private static String page() {
        return DashboardPage.file(PublishedPayload.parse(SamplePayloads.demo().getBytes(UTF_8), "demo"), bars())
                .html();
    }

    private static String hash(String page) {
        return Hashing.sha256().hashString(page, UTF_8).toString();
    }

    @Test
    void the_picture_is_of_the_page_as_it_is() throws IOException {
        assertThat(Files.readString(DOCS.resolve("page.made-from")).strip())
                .as(
                        "the page has changed: look at target/dashboard-pictures/page.webp after this class has run, and copy it and"
                                + " page.made-from to docs")
                .isEqualTo(hash(page()));
        assertThat(Files.size(DOCS.resolve("page.webp"))).isGreaterThan(10_000);
    }

    @Test
    void picture_of_the_page() throws IOException {
        String page = page();
        Path file = Files.writeString(folder.resolve("page.html"), page);
        Files.createDirectories(MADE);
        try (Browser browser = Browser.start()) {
            browser.viewer(
                    EVENING,
                    ImmutableMap.of("aegis.notice", String.valueOf(EVENING.toEpochMilli()), "aegis.theme", "dark"));
            browser.size(1440, 1000);
            browser.open(URI.create(file.toUri() + "#sellers"));
            byte[] picture = browser.picture();
            assertThat(picture.length).isGreaterThan(10_000);
            Files.write(MADE.resolve("page.webp"), picture);
        }
        Files.writeString(MADE.resolve("page.made-from"), hash(page) + "\n");
    }

    @Test
    void the_terminal_shows_what_infer_says() throws IOException {
        String summary = PayloadSummary.of(
                PayloadReader.json().read(SamplePayloads.demo().getBytes(UTF_8)));
        assertThat(Files.readString(Path.of("..", "README.md"))).contains(summary.strip());
    }
}
