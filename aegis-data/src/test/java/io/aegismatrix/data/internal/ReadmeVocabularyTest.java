package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.internal.ColumnNames.Meaning;
import io.aegismatrix.data.internal.ColumnNames.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of column names in docs/FILES.md says what the code reads, and all of it. */
class ReadmeVocabularyTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static List<String> row(String what) throws IOException {
        String line = Files.readAllLines(Path.of("docs/FILES.md")).stream()
                .filter(text -> text.startsWith("| " + what + " |"))
                .findFirst()
                .orElseThrow();
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(line);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    @Test
    void every_name_of_the_readme_is_read_as_it_says() throws IOException {
        for (Role role : List.of(Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE)) {
            for (String name : row(role.name().toLowerCase(Locale.ROOT))) {
                List<String> words = ColumnNames.words(name);
                assertThat(ColumnNames.price(words, ColumnNames.PRICES)
                                .or(() -> ColumnNames.price(words, ColumnNames.LETTERS))
                                .map(Meaning::role))
                        .as(name)
                        .contains(role);
            }
        }
        for (String name : row("date")) {
            assertThat(ColumnNames.stamp(ColumnNames.words(name))).as(name).isPresent();
        }
    }

    @Test
    void every_word_that_is_read_stands_in_the_readme() throws IOException {
        for (Map<Role, List<String>> vocabulary : List.of(ColumnNames.PRICES, ColumnNames.LETTERS)) {
            for (Map.Entry<Role, List<String>> entry : vocabulary.entrySet()) {
                assertThat(row(entry.getKey().name().toLowerCase(Locale.ROOT))).containsAll(entry.getValue());
            }
        }
    }
}
