package io.aegismatrix.runner.cli;

import com.google.common.base.Throwables;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.failure.Failures;
import io.aegismatrix.runner.runs.Secrets;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
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

        private static final String AS_OF = "--as-of";

        /** What others call the moment to look at, which is spelled too differently to be found by likeness. */
        private static final Set<String> MOMENTS = Set.of("--at", "--on", "--date", "--time", "--when");

        private final AegisCommand aegis;

        Misuse(AegisCommand aegis) {
            this.aegis = aegis;
        }

        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            aegis.begins(spec);
            String command = spec.qualifiedName();
            List<String> meant = e instanceof UnmatchedArgumentException unmatched ? meant(unmatched, spec) : List.of();
            String advice = meant.isEmpty()
                    ? "try '" + command + " --help'"
                    : "did you mean " + String.join(" or ", meant) + "?";
            String message = e.getMessage() + "; " + advice;
            aegis.console().error(message);
            aegis.journal().failed(message);
            return ExitCode.USAGE.status();
        }

        private static List<String> meant(UnmatchedArgumentException unmatched, CommandSpec spec) {
            boolean moment = MOMENTS.contains(unmatched.getUnmatched().get(0)) && spec.findOption(AS_OF) != null;
            return moment ? List.of(AS_OF) : unmatched.getSuggestions();
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
