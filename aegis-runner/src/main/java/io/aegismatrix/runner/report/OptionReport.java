package io.aegismatrix.runner.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.trading.ListedStraddles;
import java.util.Optional;

/** What listed options say beside the forecasts, as JSON and as Markdown. */
final class OptionReport {

    private OptionReport() {}

    /** Adds the figures to the back-test's; nothing without listed options. */
    static void addTo(ObjectNode root, Optional<ListedStraddles> straddles) {
        straddles.ifPresent(found -> {
            ObjectNode node = root.putObject("listed_straddles");
            node.put("n", found.n());
            node.put("expiries", found.expiries());
            node.put("from", found.first().toString());
            node.put("to", found.last().toString());
            node.put("premium", found.premium());
            node.put("premium_by_vix", found.priced());
            node.put("settled", found.settled());
            node.put("pricing_difference", found.pricing());
            Skill skill = found.asForecast();
            node.put("absolute_error", skill.loss());
            node.put("absolute_error_by_vix", skill.baselineLoss());
            node.put("skill", skill.skill());
            if (Double.isFinite(skill.lower())) {
                node.put("ci_low", skill.lower());
                node.put("ci_high", skill.upper());
            }
            node.put("words", words(found));
        });
    }

    /** The same as Markdown; empty without listed options. */
    static String markdown(Optional<ListedStraddles> straddles) {
        return straddles
                .map(found -> "\n## Listed straddles\n\n" + words(found) + "\n")
                .orElse("");
    }

    private static String words(ListedStraddles found) {
        Skill skill = found.asForecast();
        String interval = Double.isFinite(skill.lower())
                ? ScoreSections.decimal("%+.1f to %+.1f %%", 100 * skill.lower(), 100 * skill.upper())
                : "too few for an interval";
        return ScoreSections.decimal(
                "%d sessions from %s to %s on which a monthly straddle at the money traded, settled by only %d expiries."
                        + " It cost %.2f %% of the index on average, %.2f %% priced by the volatility index (mean"
                        + " difference %.2f percentage points), and settled at %.2f %%. As a forecast of that its absolute"
                        + " error was %.2f %%, against %.2f %%: skill %+.1f %% (%s). Outcomes of one expiry are one"
                        + " outcome: this is little evidence.",
                found.n(),
                found.first(),
                found.last(),
                found.expiries(),
                100 * found.premium(),
                100 * found.priced(),
                100 * found.pricing(),
                100 * found.settled(),
                100 * skill.loss(),
                100 * skill.baselineLoss(),
                100 * skill.skill(),
                interval);
    }
}
