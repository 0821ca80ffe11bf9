package io.aegismatrix.runner;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.runner.log.PredictionLogException;
import java.lang.reflect.Constructor;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What picocli asks of its host: to make what annotations name, to run what was parsed, to tell what went wrong. Classes,
 * because prepared classes hold no lambdas of interfaces as old as picocli's; and a factory, because picocli's own starts by
 * looking for Groovy in every jar.
 */
final class CommandParts implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type.isInterface()) {
            // The collection of an option that may be given several times.
            return CommandLine.defaultFactory().create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** Runs the last of the commands given. */
    static final class Execution implements IExecutionStrategy {

        private final AegisCommand aegis;

        Execution(AegisCommand aegis) {
            this.aegis = aegis;
        }

        @Override
        public int execute(ParseResult parsed) {
            aegis.journal().command(name(parsed));
            aegis.configureLogging();
            return new RunLast().execute(parsed);
        }

        /** The command without the program's name: {@code infer}, {@code models list}. */
        private static String name(ParseResult parsed) {
            return parsed.subcommands().stream()
                    .map(subcommand -> (subcommand.commandSpec().name() + " " + name(subcommand)).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Tells what was wrong with the arguments. */
    static final class Misuse implements IParameterExceptionHandler {

        private final AegisCommand aegis;

        Misuse(AegisCommand aegis) {
            this.aegis = aegis;
        }

        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            String advice = e instanceof UnmatchedArgumentException unmatched
                            && !unmatched.getSuggestions().isEmpty()
                    ? "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                    : "try '" + command + " --help'";
            aegis.console().error(e.getMessage() + "; " + advice);
            return ExitCode.USAGE.status();
        }
    }

    /** Tells why a command failed, and turns the failure into an exit code. */
    static final class Failure implements IExecutionExceptionHandler {

        private final AegisCommand aegis;

        Failure(AegisCommand aegis) {
            this.aegis = aegis;
        }

        @Override
        public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
            ExitCode code = exitCode(e);
            String message = code == ExitCode.INTERNAL ? internal(e) : told(e);
            aegis.console().error(message);
            aegis.journal().failed(message);
            if (aegis.verbose()) {
                e.printStackTrace(aegis.console().stream());
            }
            return code.status();
        }

        /** What the libraries say in their own terms, with our flag for it. */
        private static String told(Exception e) {
            String message = Objects.toString(e.getMessage(), e.toString());
            boolean lenient = e instanceof MarketDataException refused && refused.lenientReadingHelps();
            return lenient ? message + " (" + SourceFlags.LENIENT + ")" : message;
        }

        private static String internal(Exception e) {
            String what =
                    e instanceof CommandException ? Objects.toString(e.getMessage(), "") : "internal failure: " + e;
            return what + "; run again with --verbose to see where";
        }

        private static ExitCode exitCode(Exception e) {
            if (e instanceof CommandException stated) {
                return stated.exitCode();
            }
            if (e instanceof MarketDataException) {
                return ExitCode.MARKET_DATA;
            }
            if (e instanceof PayloadException) {
                return ExitCode.PAYLOAD;
            }
            if (e instanceof PredictionLogException) {
                return ExitCode.LOG;
            }
            return e instanceof ModelException ? ExitCode.MODEL : ExitCode.INTERNAL;
        }
    }
}
