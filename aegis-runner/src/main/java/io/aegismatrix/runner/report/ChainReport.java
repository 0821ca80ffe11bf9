package io.aegismatrix.runner.report;

import static io.aegismatrix.runner.report.ScoreSections.decimal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.chains.ChainEvidence;
import io.aegismatrix.runner.chains.ForwardRecord;
import io.aegismatrix.runner.chains.MaxPainRecord;
import io.aegismatrix.runner.chains.SkewRecord;
import io.aegismatrix.runner.chains.StraddleRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stored option chains foretold, as JSON and as Markdown. */
final class ChainReport {

    private static final double PERCENT = 100;

    private static final List<String> HEADS = List.of(
            "Sessions left",
            "Chains",
            "Expiries",
            "Max pain's error",
            "Error of the index as it stood",
            "Ratio",
            "95 % interval of the ratio",
            "Max pain nearer");

    private ChainReport() {}

    /** Adds the figures to the back-test's; nothing without chains. */
    static void addTo(ObjectNode root, Optional<ChainEvidence> evidence) {
        evidence.ifPresent(found -> {
            ObjectNode node = root.putObject("option_chains");
            node.put("n", found.chains());
            node.put("expiries", found.expiries());
            node.put("days", found.days());
            node.put("from", found.first().toString());
            node.put("to", found.last().toString());
            leftOut(node.putObject("left_out"), found.leftOut());
            ArrayNode maxPain = node.putArray("max_pain");
            found.maxPain().forEach(one -> maxPain(maxPain.addObject(), one));
            found.skew().ifPresent(skew -> skew(node.putObject("skew"), skew));
            found.straddles().ifPresent(straddles -> straddles(node.putObject("straddles"), straddles));
            found.forwards().ifPresent(forwards -> forwards(node.putObject("forwards"), forwards));
            ArrayNode heads = node.putArray("max_pain_heads");
            HEADS.forEach(heads::add);
            ArrayNode words = node.putArray("words");
            paragraphs(found).forEach(words::add);
        });
    }

    private static void leftOut(ObjectNode node, ChainEvidence.LeftOut left) {
        node.put("strikes_too_far_apart", left.coarse());
        node.put("settlement_not_known", left.unsettled());
        node.put("day_of_expiry", left.expiring());
        node.put("too_far_ahead", left.distant());
        node.put("repeated", left.repeated());
    }

    private static void maxPain(ObjectNode node, MaxPainRecord one) {
        Skill skill = one.asForecast();
        node.put("sessions_left", sessions(one));
        node.put("n", one.chains());
        node.put("expiries", one.expiries());
        node.put("absolute_error", skill.loss());
        node.put("absolute_error_of_spot", skill.baselineLoss());
        node.put("error_ratio", one.errorRatio());
        if (Double.isFinite(skill.lower())) {
            node.put("error_ratio_low", 1 - skill.upper());
            node.put("error_ratio_high", 1 - skill.lower());
        }
        node.put("nearer_than_spot", one.nearer());
        ArrayNode cells = node.putArray("cells");
        cells(one).forEach(cells::add);
    }

    private static void skew(ObjectNode node, SkewRecord skew) {
        node.put("n", skew.chains());
        node.put("expiries", skew.expiries());
        node.put("mean_net_skew", skew.steepness());
        node.put("move_correlation", skew.move());
        node.put("chance_correlation", skew.chance());
        node.put("steep", skew.steep());
        node.put("steep_falls", skew.steepFalls());
        node.put("flat", skew.flat());
        node.put("flat_falls", skew.flatFalls());
        skew.asymmetry().ifPresent(asymmetry -> {
            node.put("asymmetry_n", asymmetry.chains());
            node.put("asymmetry_expiries", asymmetry.expiries());
            node.put("asymmetry_correlation", asymmetry.correlation());
            node.put("asymmetry_chance_correlation", asymmetry.chance());
        });
    }

    private static void forwards(ObjectNode node, ForwardRecord forwards) {
        node.put("n", forwards.pairs());
        node.put("expiries", forwards.expiries());
        node.put("implied", forwards.implied());
        node.put("realised", forwards.realised());
        node.put("bias", forwards.bias());
    }

    private static void straddles(ObjectNode node, StraddleRecord straddles) {
        Skill skill = straddles.asForecast();
        node.put("n", straddles.chains());
        node.put("expiries", straddles.expiries());
        node.put("premium", straddles.premium());
        node.put("settled", straddles.settled());
        node.put("absolute_error", skill.loss());
        node.put("absolute_error_by_vix", skill.baselineLoss());
        node.put("skill", skill.skill());
        if (Double.isFinite(skill.lower())) {
            node.put("ci_low", skill.lower());
            node.put("ci_high", skill.upper());
        }
    }

    /** The same as Markdown; empty without chains. */
    static String markdown(Optional<ChainEvidence> evidence) {
        return evidence.map(ChainReport::text).orElse("");
    }

    private static String text(ChainEvidence found) {
        StringBuilder text = new StringBuilder("\n## Option chains\n\n");
        List<String> paragraphs = paragraphs(found);
        text.append(paragraphs.get(0)).append("\n\n");
        text.append(Markdown.row(HEADS)).append(Markdown.rule(HEADS.size()));
        found.maxPain().forEach(one -> text.append(Markdown.row(cells(one))));
        paragraphs.stream()
                .skip(1)
                .forEach(paragraph -> text.append('\n').append(paragraph).append('\n'));
        return text.toString();
    }

    private static List<String> cells(MaxPainRecord one) {
        Skill skill = one.asForecast();
        return List.of(
                sessions(one),
                Integer.toString(one.chains()),
                Integer.toString(one.expiries()),
                decimal("%.2f %%", PERCENT * skill.loss()),
                decimal("%.2f %%", PERCENT * skill.baselineLoss()),
                decimal("%.2f", one.errorRatio()),
                Double.isFinite(skill.lower())
                        ? decimal("%.2f to %.2f", 1 - skill.upper(), 1 - skill.lower())
                        : "too few",
                decimal("%.0f %%", PERCENT * one.nearer()));
    }

    private static String sessions(MaxPainRecord one) {
        if (one.mostSessions() == Integer.MAX_VALUE) {
            return one.fewestSessions() == 1 ? "all" : "from " + one.fewestSessions();
        }
        return one.fewestSessions() == one.mostSessions()
                ? Integer.toString(one.fewestSessions())
                : one.fewestSessions() + " to " + one.mostSessions();
    }

    private static List<String> paragraphs(ChainEvidence found) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(about(found));
        found.skew().map(ChainReport::words).ifPresent(paragraphs::add);
        found.straddles().map(ChainReport::words).ifPresent(paragraphs::add);
        found.forwards().map(ChainReport::words).ifPresent(paragraphs::add);
        paragraphs.add(decimal(
                "All of this rests on %d expiries, many of which lived through the same days. It is too little evidence"
                        + " for or against any of it: what a chain says is published as a reading, not as a forecast"
                        + " that has been proven.",
                found.expiries()));
        return paragraphs;
    }

    private static String about(ChainEvidence found) {
        ChainEvidence.LeftOut left = found.leftOut();
        return decimal(
                "%d chains of one expiry on one day, %d days from %s to %s, settled by %d expiries. Every stored chain"
                        + " counts, in the period of this back-test or not, because nothing is fitted to them. Left out: %d"
                        + " with strikes too far apart, %d whose settlement is not in the daily bars, %d of the day of"
                        + " expiry, %d too far ahead, %d repeated. Errors are shares of the index, each expiry counted"
                        + " once. Where the ratio is 1 or more, max pain foretold the settlement no better than the index"
                        + " as it stood.",
                found.chains(),
                found.days(),
                found.first(),
                found.last(),
                found.expiries(),
                left.coarse(),
                left.unsettled(),
                left.expiring(),
                left.distant(),
                left.repeated());
    }

    private static String words(SkewRecord skew) {
        return decimal(
                        "Skew: %d chains of %d expiries, net skew %.3f on average. Where it was steeper than its median the"
                                + " index fell up to %d of %d expiries, else up to %d of %d. Its rank correlation with the"
                                + " move was %+.2f; unrelated expiries, did they not overlap, would reach %.2f either way once"
                                + " in twenty draws.",
                        skew.chains(),
                        skew.expiries(),
                        skew.steepness(),
                        skew.steepFalls(),
                        skew.steep(),
                        skew.flatFalls(),
                        skew.flat(),
                        skew.move(),
                        skew.chance())
                + skew.asymmetry()
                        .map(asymmetry -> decimal(
                                " With the share of falls in the squared moves that followed it was %+.2f (%d chains of %d"
                                        + " expiries with at least %d sessions left; chance reaches %.2f).",
                                asymmetry.correlation(),
                                asymmetry.chains(),
                                asymmetry.expiries(),
                                SkewRecord.FEWEST_MOVES,
                                asymmetry.chance()))
                        .orElse("");
    }

    private static String words(ForwardRecord forwards) {
        return decimal(
                "Forward volatility between neighbouring expiries: %d pairs of %d later expiries. It was %.1f %% on average, and"
                        + " %.1f %% was realised between the two: a bias of %+.1f points.",
                forwards.pairs(),
                forwards.expiries(),
                PERCENT * forwards.implied(),
                PERCENT * forwards.realised(),
                PERCENT * forwards.bias());
    }

    private static String words(StraddleRecord straddles) {
        Skill skill = straddles.asForecast();
        return decimal(
                "Straddles at the money: %d chains of %d expiries. They cost %.2f %% of the index on average and settled at"
                        + " %.2f %%. As a forecast of that the premium was off by %.2f %%, the mean move by the volatility"
                        + " index by %.2f %%: skill %+.1f %% (%s).",
                straddles.chains(),
                straddles.expiries(),
                PERCENT * straddles.premium(),
                PERCENT * straddles.settled(),
                PERCENT * skill.loss(),
                PERCENT * skill.baselineLoss(),
                PERCENT * skill.skill(),
                Double.isFinite(skill.lower())
                        ? decimal("%+.1f to %+.1f %%", PERCENT * skill.lower(), PERCENT * skill.upper())
                        : "too few for an interval");
    }
}
