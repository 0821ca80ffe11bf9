package io.aegismatrix.runner.cli;

import com.google.common.base.Throwables;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.failure.Failures;
import io.aegismatrix.runner.runs.Secrets;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
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
            aegis.begins(last(parsed).commandSpec());
            aegis.configureLogging();
            return new RunLast().execute(parsed);
        }

        private static ParseResult last(ParseResult parsed) {
            return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
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
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            aegis.begins(spec);
            String command = spec.qualifiedName();
            String advice = e instanceof UnmatchedArgumentException unmatched
                            && !unmatched.getSuggestions().isEmpty()
                    ? "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                    : "try '" + command + " --help'";
            String message = e.getMessage() + "; " + advice;
            aegis.console().error(message);
            aegis.journal().failed(message);
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
            return tell(e);
        }

        /** Tells of a failure, and gives its exit code. */
        int tell(Throwable e) {
            String message = Failures.describe(e);
            aegis.console().error(message);
            aegis.journal().failed(message);
            if (aegis.verbose()) {
                aegis.console().stream().print(Secrets.mask(Throwables.getStackTraceAsString(e)));
            }
            return Failures.exitCode(e).status();
        }
    }
}
