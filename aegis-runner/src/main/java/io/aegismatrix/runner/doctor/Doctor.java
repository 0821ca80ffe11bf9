package io.aegismatrix.runner.doctor;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.StoreSummary;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.OwnFiles;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.natives.NativeDefaults;
import io.aegismatrix.engine.natives.OpenMp;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.log.LogProof;
import io.aegismatrix.runner.log.LogSummary;
import io.aegismatrix.runner.log.LogSummary.Holding;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.PredictionLogException;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.train.InstalledModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Looks at everything a run depends on besides its data. */
public final class Doctor {

    private static final String LOG = "prediction log";
    private static final int OLDEST_JAVA = 17;
    private static final long LITTLE_SPACE = 1L << 30;
    private static final long NO_SPACE = 16L << 20;

    private final RunContext context;
    private final Settings settings;
    private final RunSettings runs;
    private final List<String> ignored;

    /**
     * Examines a machine.
     *
     * @param ignored what looked like settings and was ignored
     */
    public Doctor(RunContext context, Settings settings, RunSettings runs, List<String> ignored) {
        this.context = context;
        this.settings = settings;
        this.runs = runs;
        this.ignored = ignored;
    }

    public List<DoctorCheck> checks() {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(java());
        checks.add(settings());
        ModelStore store = ModelStore.directory(settings.models());
        for (EngineId kind : context.engines().ids()) {
            checks.add(model(store, kind));
        }
        TradingCalendar calendar = MarketSources.nseCalendar();
        checks.add(clock(calendar));
        checks.add(calendar(calendar));
        checks.add(space("space for models", settings.models()));
        checks.add(space("space for payload", settings.out()));
        checks.add(store());
        NetworkCheck network = new NetworkCheck(settings, context.clock().instant());
        checks.add(network.userAgent());
        checks.add(network.token());
        checks.add(settings.log().map(Doctor::log).orElseGet(() -> DoctorCheck.ok(LOG, "none is kept")));
        checks.add(new RunsCheck(context, runs).check());
        checks.add(networkCache());
        checks.add(openMp());
        return checks;
    }

    /** Those and one for every host, which is sent one request. */
    public List<DoctorCheck> liveChecks() {
        List<DoctorCheck> checks = new ArrayList<>(checks());
        checks.addAll(new NetworkCheck(settings, context.clock().instant()).hosts());
        return checks;
    }

    private static DoctorCheck java() {
        int feature = Runtime.version().feature();
        String detail = Runtime.version() + " of " + System.getProperty("java.vendor") + ", release " + OLDEST_JAVA
                + " or later is needed";
        return feature >= OLDEST_JAVA ? DoctorCheck.ok("java", detail) : DoctorCheck.fail("java", detail);
    }

    private DoctorCheck settings() {
        return ignored.isEmpty()
                ? DoctorCheck.ok("settings", "understood; --show-config tells where each comes from")
                : DoctorCheck.warn("settings", String.join("; ", ignored));
    }

    private DoctorCheck model(ModelStore store, EngineId kind) {
        String name = kind.id() + " models";
        try {
            if (store.currentVersion(kind).isEmpty()) {
                return DoctorCheck.warn(name, "none in " + settings.models() + "; 'aegis train' makes them");
            }
            return DoctorCheck.ok(
                    name,
                    InstalledModels.requireUsable(store, context.engines(), kind)
                                    .manifest()
                                    .version() + ", whole and of this release");
        } catch (ModelException e) {
            return DoctorCheck.fail(name, String.valueOf(e.getMessage()));
        }
    }

    private DoctorCheck store() {
        Path file = settings.live().storeFile();
        if (!Files.exists(file)) {
            return DoctorCheck.ok("store", "none yet; 'aegis fetch' makes " + file);
        }
        try {
            StoreSummary summary = MarketStores.summary(file);
            return DoctorCheck.ok(
                    "store",
                    file + ", " + (summary.bytes() >> 10) + " KiB, "
                            + summary.holdings().stream()
                                    .map(held -> held.instrument() + " " + held.kind() + " to " + held.last())
                                    .collect(Collectors.joining(", ")));
        } catch (MarketDataException e) {
            return DoctorCheck.fail("store", String.valueOf(e.getMessage()));
        }
    }

    private static DoctorCheck log(PredictionLog log) {
        if (log.lost().isPresent()) {
            return DoctorCheck.fail(LOG, LiveView.lost(log.lost().get()));
        }
        if (!log.exists()) {
            return DoctorCheck.ok(LOG, "none yet; 'aegis infer' begins " + log.path());
        }
        try {
            LogSummary summary = log.verify();
            return Files.isWritable(log.path())
                    ? DoctorCheck.ok(
                            LOG,
                            log.path() + ", whole, schema version " + summary.version() + ", "
                                    + sum(summary, Holding::forecasts) + " forecasts, "
                                    + sum(summary, Holding::outcomes)
                                    + " outcomes, "
                                    + summary.proof()
                                            .map(LogProof::text)
                                            .orElse("its rows not chained yet: the next infer or score takes it over"))
                    : DoctorCheck.fail(LOG, log.path() + " cannot be written");
        } catch (PredictionLogException e) {
            return DoctorCheck.fail(LOG, String.valueOf(e.getMessage()));
        }
    }

    private static long sum(LogSummary summary, ToLongFunction<Holding> count) {
        return summary.holdings().stream().mapToLong(count).sum();
    }

    private DoctorCheck clock(TradingCalendar calendar) {
        Instant now = context.clock().instant();
        return DoctorCheck.ok(
                "clock",
                now + ", in the exchange's zone " + now.atZone(calendar.zone()).toLocalDateTime() + " "
                        + calendar.zone() + " (" + calendar.state(now) + "); system zone " + ZoneId.systemDefault());
    }

    private DoctorCheck calendar(TradingCalendar calendar) {
        LocalDate today = context.clock().instant().atZone(calendar.zone()).toLocalDate();
        LocalDate announced = calendar.announcedThrough(today);
        String detail = "holidays announced through " + announced;
        return today.isAfter(announced)
                ? DoctorCheck.warn(
                        "calendar", detail + "; later days follow the weekday rule, a newer release knows more")
                : DoctorCheck.ok("calendar", detail);
    }

    private static DoctorCheck space(String name, Path target) {
        Path folder = target.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String detail = (free >> 20) + " MiB free in " + folder;
            if (!Files.isWritable(folder)) {
                return DoctorCheck.fail(name, folder + " cannot be written");
            }
            if (free < NO_SPACE) {
                return DoctorCheck.fail(name, detail);
            }
            return free < LITTLE_SPACE ? DoctorCheck.warn(name, detail) : DoctorCheck.ok(name, detail);
        } catch (IOException e) {
            return DoctorCheck.fail(name, folder + ": " + IoReason.of(e));
        }
    }

    /** PyTorch's natives are unpacked on first use, 432 MiB on Linux. */
    private DoctorCheck networkCache() {
        String name = "native cache";
        String use =
                "the cache of native libraries, of which only those of PyTorch are large, for training the direction"
                        + " engine";
        Optional<Path> cache = NativeDefaults.pytorchCache(context.environment());
        if (cache.isEmpty()) {
            return DoctorCheck.warn(name, "no home and no XDG_CACHE_HOME, so each run has to unpack " + use);
        }
        if (!Files.exists(cache.get())) {
            return DoctorCheck.ok(name, cache.get() + " will be made on first use; it is " + use);
        }
        try {
            Path folder = OwnFiles.requireOwnFolder(cache.get());
            return Files.isWritable(folder)
                    ? DoctorCheck.ok(name, folder + ", " + use)
                    : DoctorCheck.warn(name, folder + " cannot be written; it is " + use);
        } catch (IOException e) {
            return DoctorCheck.warn(name, IoReason.of(e) + "; so it is not used as " + use);
        }
    }

    private static DoctorCheck openMp() {
        String name = "libgomp";
        if (!OpenMp.isLinux()) {
            return DoctorCheck.ok(name, "not needed on " + System.getProperty("os.name"));
        }
        return OpenMp.findSystem()
                .map(found -> DoctorCheck.ok(name, found.toString()))
                .or(() -> OpenMp.bundled()
                        .map(bundled -> DoctorCheck.ok(name, "not on this system; training takes PyTorch's")))
                .orElseGet(() -> DoctorCheck.warn(
                        name,
                        "not found; training needs it (Debian and Ubuntu: apt-get install libgomp1), inference does"
                                + " not"));
    }
}
