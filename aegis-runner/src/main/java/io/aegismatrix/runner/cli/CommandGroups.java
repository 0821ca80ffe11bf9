package io.aegismatrix.runner.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/** The commands in the help of all, by when they are needed; exit codes stand there only. */
final class CommandGroups implements IHelpSectionRenderer {

    private static final int NAMES = 22;

    private record Group(String title, List<String> commands) {}

    private static final List<Group> GROUPS = List.of(
            new Group("First steps", List.of("demo", "doctor")),
            new Group("Every day", List.of("fetch", "infer", "score", "show", "dashboard", "serve")),
            new Group("Every week", List.of("train", "models")),
            new Group("Research", List.of("backtest", "replay", "sweep")),
            new Group("Care", List.of("log", "runs", "schema", "generate-completion")));

    private CommandGroups() {}

    /** Has the help of a whole command line told in groups, and that of its commands without exit codes and examples. */
    static void in(CommandLine line) {
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        line.getSubcommands().values().forEach(CommandGroups::withoutExitCodes);
    }

    private static void withoutExitCodes(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("")
                .exitCodeList(Map.of())
                .footer();
        command.getSubcommands().values().forEach(CommandGroups::withoutExitCodes);
    }

    @Override
    public String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        return GROUPS.stream().map(group -> told(group, commands, help)).collect(Collectors.joining());
    }

    private static String told(Group group, Map<String, CommandLine> commands, Help help) {
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(), new Column(NAMES, 2, Overflow.SPAN), new Column(width - NAMES, 1, Overflow.WRAP));
        for (String name : group.commands()) {
            Optional.ofNullable(commands.get(name))
                    .map(CommandLine::getCommandSpec)
                    .ifPresent(command -> table.addRowValues(
                            help.colorScheme().commandText(name),
                            help.colorScheme().text(description(command))));
        }
        return String.format("%s%n%s", group.title(), table);
    }

    private static String description(CommandSpec command) {
        String[] lines = command.usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }
}
