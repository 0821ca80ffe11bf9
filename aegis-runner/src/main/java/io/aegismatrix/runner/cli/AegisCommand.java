package io.aegismatrix.runner.cli;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.natives.NativeCache;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.GivenTime;
import io.aegismatrix.runner.config.IndexPart;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.console.Shown;
import io.aegismatrix.runner.console.ShownStream;
import io.aegismatrix.runner.console.StatusWords;
import io.aegismatrix.runner.console.Wrapped;
import io.aegismatrix.runner.logging.Logging;
import io.aegismatrix.runner.process.IndexFile;
import io.aegismatrix.runner.process.KnownLog;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.RunJournal;
import io.aegismatrix.runner.process.RunLock;
import io.aegismatrix.runner.process.Termination;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others: the flags every command takes, and what follows from them. */
@Command(
        name = "aegis",
        description = "Honest NIFTY 50 options analytics: trains, forecasts, publishes one file.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  aegis demo                            the whole path on an invented market",
            "  aegis infer --source csv:DATA         publish from a folder of daily files",
            "  aegis dashboard --source csv:DATA     the page of what was published",
            "  source <(aegis generate-completion)   commands and flags by Tab"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:internal failure",
            "2:usage or configuration",
            "10:market data unavailable, refused or too stale",
            "11:payload invalid, not published",
            "12:model missing, corrupt or incompatible",
            "13:trained, but a gate failed and nothing was promoted",
            "14:another run holds the lock",
            "15:prediction log not readable, writable or whole; a payload was published all the same"
        })
final class AegisCommand implements Runnable {

    private static final String JSON = "json";

    private final RunContext context;
    private final Termination termination;
    private final RunJournal journal;
    private final List<String> arguments;
    private final Optional<IndexPart> part;

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable CommandSpec running;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings from a file, over those of ./aegis.conf.")
    private @Nullable String configFile;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress.")
    private boolean quiet;

    private boolean inPassing;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "More logs, and stack traces of failures.")
    private boolean verbose;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Logs, messages and the doctor's report as JSON.")
    private boolean json;

    /** @param part the index this is about, of a run about several */
    AegisCommand(RunContext context, Termination termination, List<String> arguments, Optional<IndexPart> part) {
        this.arguments = arguments;
        this.part = part;
        this.context = context;
        this.termination = termination;
        this.journal = new RunJournal(context);
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"aegis " + number()};
        }

        static String number() {
            return Optional.ofNullable(AegisMain.class.getPackage().getImplementationVersion())
                    .orElse("(not packaged)");
        }
    }

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not set the command's spec");
        }
        CommandLine line = spec.commandLine();
        context.err().print(line.getUsageMessage(line.getColorScheme()));
        throw new ParameterException(line, "no command given");
    }

    RunContext context() {
        return context;
    }

    /** The file of {@code --config}. */
    Optional<String> configFile() {
        return Optional.ofNullable(configFile);
    }

    Clock clock() {
        return context.clock();
    }

    /** A day given with a flag. @throws CommandException with exit code 2 if it is none */
    LocalDate day(String flag, String text) {
        return GivenTime.day(flag, text, MarketSources.nseCalendar().zone(), clock());
    }

    boolean verbose() {
        return verbose;
    }

    /** Whether messages and reports are wanted as JSON; a configuration's wish counts once it has been read. */
    boolean json() {
        return json;
    }

    Console console() {
        return new Console(context.err(), context.clock(), quiet, json, journal.runId());
    }

    Termination termination() {
        return termination;
    }

    /** What is told of this run. */
    RunJournal journal() {
        return journal;
    }

    /** Works on a file that no other run may change meanwhile. @throws CommandException if one does */
    void hold(Path file, Runnable work) {
        hold(() -> RunLock.ofFile(file, cache()), work);
    }

    /** Works in a folder that no other run may change meanwhile. @throws CommandException if one does */
    void holdFolder(Path folder, Runnable work) {
        hold(() -> RunLock.ofFolder(folder, cache()), work);
    }

    private void hold(Supplier<RunLock> own, Runnable work) {
        RunLock lock = journal.settings().lock().map(RunLock::at).orElseGet(own);
        lock.hold(RunLock.Owner.current(context, journal.command(), journal.start()), console()::warn, work);
    }

    /** The cache of this user, which need not be there nor to be had. */
    Optional<Path> cache() {
        return NativeCache.of(context.environment(), System.getProperty("user.home", ""));
    }

    /** Learns which command was asked for, as soon as that is known. */
    void begins(CommandSpec command) {
        running = command;
        String qualified = command.qualifiedName(" ");
        journal.command(qualified
                .substring(Math.min(qualified.length(), command.root().name().length()))
                .strip());
    }

    /**
     * Finds out who is to hear of a failure that came before the settings were read, or in reading them: from what can be
     * read of the flags, the environment and the files.
     */
    void findWhereToTell() {
        if (journal.knowsWhereToTell()) {
            return;
        }
        Map<SettingKey, Configuration.Flag> flags = new EnumMap<>(SettingKey.class);
        ledgerFlag().ifPresent(file -> flags.put(SettingKey.LEDGER, new Configuration.Flag("--ledger", file)));
        Configuration readable =
                Configuration.readable(context.environment(), context.folder(), Optional.ofNullable(configFile), flags);
        journal.settings(RunSettings.readable(part.map(readable::forIndex).orElse(readable), context.folder()));
    }

    private Optional<String> ledgerFlag() {
        OptionSpec option = running == null ? null : running.findOption("--ledger");
        Object value = option == null ? null : option.getValue();
        return Optional.ofNullable(value).map(String::valueOf);
    }

    Configuration configuration(Map<SettingKey, Configuration.Flag> flags) {
        Map<SettingKey, Configuration.Flag> all = new EnumMap<>(SettingKey.class);
        all.putAll(flags);
        if (json) {
            all.put(SettingKey.LOG_FORMAT, new Configuration.Flag("--json", JSON));
        }
        Configuration whole = Configuration.load(context.environment(), context.folder(), configFile(), all);
        Configuration configuration = part.map(whole::forIndex).orElse(whole);
        if (!json
                && configuration
                        .word(SettingKey.LOG_FORMAT, List.of("text", JSON))
                        .equals(JSON)) {
            json = true;
            configureLogging();
        }
        configuration.notices().forEach(console()::warn);
        journal.settings(RunSettings.of(configuration, context.folder()));
        return configuration;
    }

    void configureLogging() {
        Logging.configure(verbose, json, journal.runId());
    }

    /** The settings, with a prediction log that must be the one the ledger knows. */
    Settings settings(Configuration configuration) {
        return Settings.of(configuration, context.folder(), context.clock())
                .withLog(log -> log.heldTo(KnownLog.newest(journal.settings(), log, console())));
    }

    Settings settings(Map<SettingKey, Configuration.Flag> flags) {
        Configuration configuration = configuration(flags);
        journal.begin(console());
        return settings(configuration);
    }

    /** Does the work of a command: once, or for each of several indices as a run of its own. */
    void forEachIndex(Map<SettingKey, Configuration.Flag> flags, Consumer<Settings> work) {
        forEachIndex(flags, work, (configuration, ends) -> {});
    }

    /** The same; what is to be done at the end of several learns how each of them ended. */
    void forEachIndex(
            Map<SettingKey, Configuration.Flag> flags,
            Consumer<Settings> work,
            BiConsumer<Configuration, List<IndexFile.Entry>> afterAll) {
        Configuration configuration = configuration(flags);
        List<String> names = part.isPresent() ? List.of() : IndexPart.names(configuration);
        if (names.isEmpty()) {
            journal.begin(console());
            work.accept(settings(configuration));
            return;
        }
        journal.leaveToParts();
        List<IndexFile.Entry> ends = new SeveralIndices(this, configuration, names).run();
        afterAll.accept(configuration, ends);
        SeveralIndices.requireAll(ends);
    }

    /** The arguments of the whole command line. */
    List<String> arguments() {
        return arguments;
    }

    /** A file or folder given with a flag that is no setting: of one of several indices its own. */
    Path place(String file) {
        return context.folder().resolve(part.map(index -> index.place(file)).orElse(file));
    }

    /** Prints what may be lost: the result is a file, which is there. */
    void printInPassing(String text) {
        inPassing = true;
        print(text, WideFlag.columns(context));
    }

    /** Prints a result for people, which fits the terminal. */
    void print(String text) {
        print(text, WideFlag.columns(context));
    }

    /** The same in lines of at most {@code width} characters; verdicts are coloured where colours are welcome. */
    void print(String text, int width) {
        String shown = Wrapped.text(Shown.text(text.stripTrailing()), width);
        ShownStream.behind(context.out()).println(context.colours() ? StatusWords.coloured(shown) : shown);
    }

    /** Whether what was printed may be lost. */
    boolean printsInPassing() {
        return inPassing;
    }
}
