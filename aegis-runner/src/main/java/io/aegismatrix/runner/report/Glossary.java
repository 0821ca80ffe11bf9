package io.aegismatrix.runner.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.List;

/** What every output, label, measure and baseline of a report means; kept as a resource beside this class. */
public final class Glossary {

    /** Name of the resource. */
    static final String RESOURCE = "glossary.json";

    private Glossary() {}

    /**
     * One explained word.
     *
     * @param group what kind of word it is
     * @param name the word, or several that belong together
     * @param meaning what it says
     * @param outcome how what happened is defined; empty for words that are not about an outcome
     * @param reading how to read it; may be empty
     */
    public record Entry(String group, String name, String meaning, String outcome, String reading) {}

    /** All entries, group by group. */
    public static List<Entry> entries() throws IOException {
        return new JsonMapper()
                .readValue(
                        Resources.toByteArray(Resources.getResource(Glossary.class, RESOURCE)),
                        new TypeReference<List<Entry>>() {});
    }

    /** The glossary as Markdown. */
    static String markdown() throws IOException {
        StringBuilder text = new StringBuilder("\n## Glossary\n");
        String group = "";
        for (Entry entry : entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                text.append("\n### ").append(Markdown.escape(group)).append("\n\n");
                text.append(Markdown.row(List.of("Name", "Meaning", "Outcome", "Reading")));
                text.append(Markdown.rule(4));
            }
            text.append(Markdown.row(List.of(entry.name(), entry.meaning(), entry.outcome(), entry.reading())));
        }
        return text.toString();
    }
}
