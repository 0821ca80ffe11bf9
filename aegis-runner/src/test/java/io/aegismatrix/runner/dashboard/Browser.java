package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine, with a clock, a width and a list of what it asked for. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final ChromeDriver driver;
    private @Nullable String clock;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it; where there is none, the tests that need it are skipped. */
    static Browser start() {
        Optional<Path> program =
                PROGRAMS.stream().flatMap(name -> installed(name).stream()).findFirst();
        Optional<Path> driver = installed("chromedriver");
        assumeTrue(
                program.isPresent() && driver.isPresent(),
                "no Chromium on the PATH: 'apt-get install chromium chromium-driver' for the tests in a browser");
        DEVTOOLS.setLevel(Level.OFF); // it warns of typed commands for this version, which nothing here uses
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.orElseThrow().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.driver.manage().timeouts().scriptTimeout(PATIENCE);
        browser.driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
        return browser;
    }

    private static Optional<Path> installed(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Sets the viewer's clock for pages opened from now on, and the things the viewer's browser remembers. */
    void viewer(Instant now, Map<String, String> memory) {
        if (clock != null) {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", clock));
        }
        StringBuilder script = new StringBuilder("Date.now = () => " + now.toEpochMilli() + ";");
        memory.forEach((key, value) ->
                script.append("try { localStorage.setItem('" + key + "', '" + value + "'); } catch (denied) {}"));
        Map<String, Object> answer =
                driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script.toString()));
        clock = String.valueOf(answer.get("identifier"));
    }

    /** A viewer who has read the notice, at that moment. */
    void reader(Instant now) {
        viewer(now, ImmutableMap.of("aegis.notice", String.valueOf(now.toEpochMilli())));
    }

    /** Opens an address afresh, even if only its fragment differs; comes back when the document is complete. */
    void open(URI address) {
        driver.get("about:blank");
        driver.get(address.toString());
        awaitComplete("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Loads the page again; comes back when it is the new document that is complete. */
    void reload() {
        // Leaves the page time to store what it was told.
        await("window.before = true; await new Promise(done => setTimeout(done, 500)); return true");
        driver.navigate().refresh();
        awaitComplete("document.readyState === 'complete' && !window.before");
    }

    private void awaitComplete(String condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!run("return " + condition).asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the page was not loaded within 20 s");
            }
            Thread.onSpinWait();
        }
    }

    /** The page's width and height in CSS pixels. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
    }

    /** The answer of a script, as JSON. */
    JsonNode run(String script, Object... arguments) {
        Object answer = driver.executeScript(
                "return JSON.stringify((function () {" + script + "}).apply(null, arguments) ?? null)", arguments);
        return SamplePayloads.tree(String.valueOf(answer));
    }

    /** What a script hands to its last argument, as JSON. */
    JsonNode await(String script) {
        Object answer = driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; Promise.resolve((async () => {" + script
                        + "})()).then(answer => done(JSON.stringify(answer ?? null)), trouble => done(JSON.stringify({ trouble: String(trouble) })))");
        return SamplePayloads.tree(String.valueOf(answer));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Where the keyboard is. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    /** What the console has told since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Addresses the pages asked for since this was last asked, but for their own data. */
    List<String> requests() {
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> SamplePayloads.tree(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asText())
                .filter(url -> !url.startsWith("data:") && !url.equals("about:blank"))
                .toList();
    }

    /** A picture of what is in the window, as WebP. */
    byte[] picture() {
        Map<String, Object> answer =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 50));
        return Base64.getDecoder().decode(String.valueOf(answer.get("data")));
    }

    /** Acts as a viewer who asks for one more of these: a theme, fewer movements. */
    void prefers(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    static String script(String name) {
        try {
            return Resources.toString(Resources.getResource(Browser.class, name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
