package io.aegismatrix.runner.alerts;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.config.AlertRule;
import io.aegismatrix.runner.config.AlertSettings;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.runs.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at what is published and tells each channel what has changed since it was last told, at most once in a slot. The
 * first look tells nobody anything: there is nothing to compare with. A channel that fails is told the next time.
 */
public final class ChangeTeller {

    private final AlertSettings alerts;
    private final Settings settings;
    private final Path file;
    private final MemoryFile memories;
    private final Delivery delivery;
    private final TradingCalendar calendar = MarketSources.nseCalendar();

    /**
     * @param file the payload
     * @param timeout longest time of telling one channel
     */
    public ChangeTeller(AlertSettings alerts, Settings settings, Path file, Duration timeout) {
        this.alerts = alerts;
        this.settings = settings;
        this.file = file;
        this.memories = MemoryFile.beside(file);
        this.delivery = new Delivery(timeout);
    }

    /**
     * What came of a look.
     *
     * @param states how each thing that is watched stands, a sentence each
     * @param said what each channel was told, or would be, a sentence each; nothing of one for which nothing has changed
     * @param failed what could not be done, a sentence each
     */
    public record Look(List<String> states, List<String> said, List<String> failed) {

        public Look {
            states = List.copyOf(states);
            said = List.copyOf(said);
            failed = List.copyOf(failed);
        }
    }

    /** Where it is remembered what was told; whoever tells holds it. */
    public Path memory() {
        return memories.path();
    }

    /** Looks and tells. @throws CommandException if the memory can be neither read nor written */
    public Look look(Instant now) {
        try {
            return look(now, memories.read());
        } catch (IOException e) {
            throw CommandException.of(memories.path() + ": what was told cannot be remembered: " + IoReason.of(e), e);
        }
    }

    private Look look(Instant now, Memory before) throws IOException {
        TimeRules time = new TimeRules(calendar, now);
        List<Condition> conditions = new ArrayList<>();
        Optional<StatedRange> range = before.range();
        String underlying = settings.underlying().name();
        try {
            Payload payload = PayloadReader.json().read(file);
            underlying = payload.underlying();
            range = new RangeRule(alerts.near(), alerts.clear(), calendar).watched(range, payload);
            conditions.addAll(ofPayload(payload, range, time, before));
        } catch (PayloadException e) {
            when(AlertRule.STALE, () -> List.of(TimeRules.noPayload(String.valueOf(e.getMessage()))), conditions);
        }
        when(AlertRule.TOKEN, () -> token(time), conditions);
        Memory seen = before.watching(range).after(conditions, time.slot(), alerts.slots());
        Telling telling = new Telling(underlying, now, time.slot(), texts(conditions));
        Memory after = telling.tell(seen);
        if (!alerts.dryRun() && !after.equals(before)) {
            memories.write(after);
        }
        return new Look(conditions.stream().map(ChangeTeller::shown).toList(), telling.said, telling.failed);
    }

    private static String shown(Condition condition) {
        return condition.key() + " " + condition.state() + ": " + condition.text();
    }

    private static Map<String, String> texts(List<Condition> conditions) {
        Map<String, String> texts = new TreeMap<>();
        conditions.forEach(condition -> texts.put(condition.key(), condition.text()));
        return texts;
    }

    private List<Condition> ofPayload(Payload payload, Optional<StatedRange> range, TimeRules time, Memory before) {
        List<Condition> found = new ArrayList<>();
        when(AlertRule.EDGE, () -> PayloadRules.edges(payload), found);
        when(AlertRule.FLAGS, () -> PayloadRules.flags(payload), found);
        when(
                AlertRule.MODELS,
                () -> PayloadRules.models(payload, settings.expiry().warnAfterDays()),
                found);
        when(
                AlertRule.STALE,
                () -> List.of(time.payload(
                        payload.asOf(), alerts.staleSlots(), before.settled().getOrDefault(TimeRules.PAYLOAD, ""))),
                found);
        when(AlertRule.RANGE, () -> judged(payload, range, before), found);
        return found;
    }

    private List<Condition> judged(Payload payload, Optional<StatedRange> range, Memory before) {
        boolean same = range.equals(before.range());
        String known = same ? before.settled().getOrDefault(RangeRule.KEY, "") : "";
        RangeRule rule = new RangeRule(alerts.near(), alerts.clear(), calendar);
        return range.stream()
                .map(stated -> rule.judge(stated, payload.market().spot(), known))
                .toList();
    }

    private List<Condition> token(TimeRules time) {
        try {
            return settings.live().token().token().flatMap(time::token).stream().toList();
        } catch (CommandException e) {
            return List.of(new Condition("token", "UNREADABLE", String.valueOf(e.getMessage()), true));
        }
    }

    @FunctionalInterface
    private interface Rule {
        List<Condition> conditions();
    }

    private void when(AlertRule rule, Rule found, List<Condition> conditions) {
        if (alerts.rules().contains(rule)) {
            conditions.addAll(found.conditions());
        }
    }

    /** One telling of all channels. */
    private final class Telling {

        private final String underlying;
        private final Instant now;
        private final Instant slot;
        private final Map<String, String> texts;
        private final List<String> said = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        Telling(String underlying, Instant now, Instant slot, Map<String, String> texts) {
            this.underlying = underlying;
            this.now = now;
            this.slot = slot;
            this.texts = texts;
        }

        Memory tell(Memory seen) {
            Memory memory = seen;
            for (Channel channel : Channel.of(alerts)) {
                Memory.Told known = seen.told().get(channel.name());
                memory = known == null
                        ? begin(channel, memory)
                        : tell(channel, changes(seen.settled(), known.states()), known, memory);
            }
            return memory;
        }

        private Memory begin(Channel channel, Memory memory) {
            said.add(channel.name() + ": is told of what changes from now on");
            return memory.told(channel.name(), Optional.empty());
        }

        private Memory tell(Channel channel, List<Change> changes, Memory.Told known, Memory memory) {
            if (changes.isEmpty()) {
                return memory.told(channel.name(), known.slot());
            }
            if (known.slot().filter(slot::equals).isPresent()) {
                said.add(channel.name() + ": " + count(changes) + ", told in the next slot");
                return memory;
            }
            Message message = new Message(underlying, now, changes);
            if (alerts.dryRun()) {
                said.add(channel.name() + ": would be told (dry run): " + message.text());
                return memory;
            }
            Optional<String> reason = delivery.send(channel.request().apply(message));
            if (reason.isPresent()) {
                failed.add(channel.name() + ": not told what has changed: " + reason.get());
                return memory;
            }
            said.add(channel.name() + ": told of " + count(changes));
            return memory.told(channel.name(), Optional.of(slot));
        }

        private static String count(List<Change> changes) {
            return changes.size() == 1 ? "1 change" : changes.size() + " changes";
        }

        private List<Change> changes(SortedMap<String, String> settled, SortedMap<String, String> known) {
            List<Change> changes = new ArrayList<>();
            settled.forEach((key, state) -> {
                String from = known.getOrDefault(key, state);
                String text = texts.get(key);
                if (!from.equals(state) && text != null) {
                    changes.add(new Change(key, from, state, Objects.requireNonNull(text)));
                }
            });
            return changes;
        }
    }
}
