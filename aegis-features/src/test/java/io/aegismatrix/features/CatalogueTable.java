package io.aegismatrix.features;

import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as the Markdown table of docs/CATALOGUE.md. */
final class CatalogueTable {

    private CatalogueTable() {}

    static String of(FeatureCatalogue catalogue) {
        return catalogue.features().stream()
                .map(CatalogueTable::row)
                .collect(Collectors.joining(
                        "\n",
                        "| Feature | Group | Unit | Lookback | Formula |\n| --- | --- | --- | ---: | --- |\n",
                        "\n"));
    }

    private static String row(Feature feature) {
        String group = feature.group().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "| `" + feature.name() + "` | " + group + " | " + feature.unit() + " | " + feature.lookback() + " | "
                + feature.formula().replace("|", "\\|").replace("*", "\\*") + " |";
    }
}
