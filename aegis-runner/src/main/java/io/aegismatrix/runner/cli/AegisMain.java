package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.IndexPart;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.failure.Failures;
import io.aegismatrix.runner.logging.Logging;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.SqliteLibrary;
import io.aegismatrix.runner.process.Termination;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The {@code aegis} command. */
public final class AegisMain {

    private AegisMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(installed().map(engines -> process(context(engines), args)).orElse(ExitCode.USAGE.status()));
    }

    private static RunContext context(EngineLibrary engines) {
        return new RunContext(
                System.getenv(), Clock.systemUTC(), System.out, System.err, Path.of(""), Ansi.AUTO.enabled(), engines);
    }

    /** The shipped engines and those on the class path; empty, and told, if one of those cannot be used. */
    private static Optional<EngineLibrary> installed() {
        try {
            return Optional.of(EngineLibrary.installed());
        } catch (ServiceConfigurationError | IllegalArgumentException e) {
            System.err.println("aegis: an engine on the class path cannot be used: " + e.getMessage()
                    + "; mend it or take its jar away");
            return Optional.empty();
        }
    }

    /** Runs one command that ends in good order if the process is told to stop, and gives its exit code. */
    static int process(RunContext context, String... args) {
        Termination termination = new Termination(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(termination::request, "termination"));
        try {
            return run(context, termination, aegis -> prepare(aegis), args);
        } finally {
            termination.done();
        }
    }

    /**
     * What a process sets up once. Logging comes first, whole and on this thread: another thread that asks for a logger
     * meanwhile is given one that belongs to nobody.
     */
    private static void prepare(AegisCommand aegis) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) ->
                aegis.console().warn("the thread '" + thread.getName() + "' ended early: " + Failures.describe(e)));
        Logging.start();
        SqliteLibrary.use(aegis.context().environment());
    }

    /** Runs one command and gives its exit code. */
    static int run(RunContext context, String... args) {
        return run(context, new Termination(Thread.currentThread()), aegis -> {}, args);
    }

    /** The same as part of a longer run, which {@code termination} ends. */
    static int run(RunContext context, Termination termination, String... args) {
        return run(context, termination, aegis -> {}, args);
    }

    private static int run(
            RunContext context, Termination termination, Consumer<AegisCommand> preparation, String... args) {
        return run(new AegisCommand(context, termination, List.of(args), Optional.empty()), preparation, args)
                .status();
    }

    /** How a command ended: its exit code, and why if that is not 0. */
    record End(int status, String message) {}

    /** Runs the command of a run about several indices for one of them. */
    static End runPart(AegisCommand whole, IndexPart part) {
        List<String> arguments = whole.arguments();
        AegisCommand aegis = new AegisCommand(whole.context(), whole.termination(), arguments, Optional.of(part));
        return run(aegis, unprepared -> {}, arguments.toArray(String[]::new));
    }

    private static End run(AegisCommand aegis, Consumer<AegisCommand> preparation, String... args) {
        int status = delivered(aegis, execute(aegis, preparation, args));
        // What is still to be told must not be cut short by the request that ended the work.
        boolean interrupted = Thread.interrupted();
        boolean terminated = aegis.termination().requested() && status != ExitCode.DONE.status();
        tell(aegis, status, terminated);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        aegis.context().err().flush();
        return new End(status, aegis.journal().message());
    }

    /** A stream of Java keeps to itself that it is full or closed: a result that nobody got is no success. */
    private static int delivered(AegisCommand aegis, int status) {
        if (!aegis.context().out().checkError() || status != ExitCode.DONE.status()) {
            return status;
        }
        if (aegis.printsInPassing()) {
            aegis.console().warn("standard output is closed or full, so not all of the summary was told");
            return status;
        }
        String message = "standard output is closed or full, so not all of the result was told; files that were to be"
                + " written are";
        aegis.console().error(message);
        aegis.journal().failed(message);
        return ExitCode.INTERNAL.status();
    }

    /** Whatever ends a command, an error of the machine included, is told in a sentence and becomes an exit code. */
    private static int execute(AegisCommand aegis, Consumer<AegisCommand> preparation, String... args) {
        try {
            preparation.accept(aegis);
            return commandLine(aegis, aegis.context(), args).execute(args);
        } catch (Throwable e) {
            return new CommandParts.Failure(aegis).tell(e);
        }
    }

    /** Telling of a run is no part of it: what fails here is warned of, and the run keeps its exit code. */
    private static void tell(AegisCommand aegis, int status, boolean terminated) {
        try {
            if (status != ExitCode.DONE.status()) {
                aegis.findWhereToTell();
            }
            aegis.journal().end(status, terminated, aegis.console());
        } catch (Throwable e) {
            aegis.console().warn("how the run ended could not be told: " + Failures.describe(e));
        }
    }

    /** The command line with the command asked for, or with all of them if none of that name is. */
    static CommandLine commandLine(AegisCommand aegis, RunContext context, String... args) {
        CommandLine line = new CommandLine(aegis, new CommandParts());
        line.getCommandSpec().versionProvider(new AegisCommand.Version());
        // Looking through the flags of every command is a good part of a cold start, so only those of the one asked
        // for.
        Map<String, Supplier<Object>> all = commands(aegis);
        Supplier<Object> wanted = args.length == 0 ? null : all.get(args[0]);
        if (wanted == null) {
            all.values().forEach(command -> line.addSubcommand(command.get()));
            line.addSubcommand(new CommandLine(new GenerateCompletion(), new CommandParts()));
        } else {
            line.addSubcommand(wanted.get());
        }
        CommandGroups.in(line);
        return line.setOut(writer(context.out()))
                .setErr(writer(context.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(context.colours() ? Ansi.AUTO : Ansi.OFF))
                .setExecutionStrategy(new CommandParts.Execution(aegis))
                .setParameterExceptionHandler(new CommandParts.Misuse(aegis))
                .setExecutionExceptionHandler(new CommandParts.Failure(aegis));
    }

    /** The commands in the order of the help, each made only when it is needed. */
    private static Map<String, Supplier<Object>> commands(AegisCommand aegis) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(aegis));
        commands.put("fetch", () -> new FetchCommand(aegis));
        commands.put("train", () -> new TrainCommand(aegis));
        commands.put("infer", () -> new InferCommand(aegis));
        commands.put("backtest", () -> new BacktestCommand(aegis));
        commands.put("replay", () -> new ReplayCommand(aegis));
        commands.put(
                "sweep",
                () -> new CommandLine(new SweepCommand(), new CommandParts())
                        .addSubcommand(new SweepPlanCommand(aegis))
                        .addSubcommand(new SweepRunCommand(aegis))
                        .addSubcommand(new SweepStatusCommand(aegis))
                        .addSubcommand(new SweepCollectCommand(aegis)));
        commands.put(
                "models",
                () -> new CommandLine(new ModelsCommand(), new CommandParts())
                        .addSubcommand(new ModelsListCommand(aegis))
                        .addSubcommand(new ModelsShowCommand(aegis))
                        .addSubcommand(new ModelsPromoteCommand(aegis))
                        .addSubcommand(new ModelsRollbackCommand(aegis))
                        .addSubcommand(new ModelsVerifyCommand(aegis)));
        commands.put("score", () -> new ScoreCommand(aegis));
        commands.put(
                "log",
                () -> new CommandLine(new LogCommand(), new CommandParts())
                        .addSubcommand(new LogShowCommand(aegis))
                        .addSubcommand(new LogExportCommand(aegis))
                        .addSubcommand(new LogVerifyCommand(aegis)));
        commands.put(
                "runs",
                () -> new CommandLine(new RunsCommand(), new CommandParts())
                        .addSubcommand(new RunsListCommand(aegis))
                        .addSubcommand(new RunsMissedCommand(aegis))
                        .addSubcommand(new RunsAlertsCommand(aegis)));
        commands.put("show", () -> new ShowCommand(aegis));
        commands.put("dashboard", () -> new DashboardCommand(aegis));
        commands.put("serve", () -> new ServeCommand(aegis));
        commands.put("schema", () -> new SchemaCommand(aegis));
        commands.put("doctor", () -> new DoctorCommand(aegis));
        return commands;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }
}
