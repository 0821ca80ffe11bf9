package io.aegismatrix.data.internal.exchange;

import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.internal.ExchangeImport;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpManners;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run against the exchange's archive. A refusal ends it: the host is then left alone. */
public final class ExchangeHost {

    private static final String NAME = "exchange files";
    /** Not looked into by readers, whose files do not begin with a point. */
    private static final String INCOMING = ".incoming";

    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("ddMMyyyy", Locale.ROOT);

    private final HttpRun run;
    private final URI base;
    private final Path folder;

    /** Starts a run. */
    public ExchangeHost(MarketHttp http, LiveSettings live, URI base, Path folder, Clock clock) {
        this.run = new HttpManners(http, live, clock).start();
        this.base = base;
        this.folder = folder;
    }

    /**
     * What became of a file.
     *
     * @param file the file, if it came
     * @param complaint why it did not; empty otherwise
     */
    public record Answer(Optional<Path> file, Optional<String> complaint) {}

    /** Every request made. */
    public List<FetchAttempt> attempts() {
        return run.attempts();
    }

    /** Asks for the files of a session that are not there yet, as far as the run's requests go. */
    public List<Answer> get(LocalDate session) {
        List<Answer> answers = new ArrayList<>();
        String indices = "ind_close_all_" + DAY_FIRST.format(session) + ".csv";
        String options =
                "BhavCopy_NSE_FO_0_0_0_" + DateTimeFormatter.BASIC_ISO_DATE.format(session) + "_F_0000.csv.zip";
        get("/content/indices/", indices).ifPresent(answers::add);
        get("/content/fo/", options).ifPresent(answers::add);
        return answers;
    }

    private Optional<Answer> get(String path, String name) {
        URI uri = base.resolve(path + name);
        if (Files.exists(folder.resolve(name)) || run.requestsLeft(uri) < 1) {
            return Optional.empty();
        }
        Reply<Path> reply = run.get(Ask.file(NAME, uri, (body, place) -> keep(body, name)));
        if (reply.outcome() == Outcome.REFUSED) {
            run.giveUp(uri, reply.detail());
        }
        return Optional.of(new Answer(
                reply.value(),
                reply.value().isPresent()
                        ? Optional.empty()
                        : Optional.of(NAME + " " + name + ": " + reply.complaint())));
    }

    /** Written aside, looked at, and only then given its name. */
    private Path keep(InputStream body, String name) {
        try {
            Path aside = Files.createDirectories(folder.resolve(INCOMING)).resolve(name);
            Files.copy(body, aside, StandardCopyOption.REPLACE_EXISTING);
            requireFile(aside, name);
            return Files.move(
                    aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MarketDataException(folder + ": " + name + " cannot be written (" + IoReason.of(e) + ")", e);
        }
    }

    private static void requireFile(Path aside, String name) throws IOException {
        try {
            if (isPage(aside)) {
                throw new MarketDataException(
                        name + ": a web page came instead of the file, so there is none (yet) of that day");
            }
            ExchangeImport.requireGood(aside);
        } catch (MarketDataException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    private static boolean isPage(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (!Character.isWhitespace(next)) {
                    return next == '<';
                }
            }
            return false;
        }
    }
}
