package io.aegismatrix.data.source;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.nse.NseFeed;
import io.aegismatrix.data.internal.upstox.UpstoxFeed;
import io.aegismatrix.data.internal.yahoo.YahooFeed;
import java.util.ArrayList;
import java.util.List;

/** The hosts there are, in order of preference: the official ones that serve programs first. */
final class Feeds {

    private Feeds() {}

    /** All that are not switched off. */
    public static List<Feed> all(LiveSettings settings, TradingCalendar calendar) {
        List<Feed> feeds = new ArrayList<>();
        settings.upstox().ifPresent(upstox -> feeds.add(new UpstoxFeed(upstox, calendar)));
        feeds.add(new YahooFeed(settings.yahoo(), calendar));
        feeds.add(new NseFeed(settings.nse(), calendar));
        return List.copyOf(feeds);
    }

    /** The one of a name. @throws IllegalArgumentException if there is none, or it is switched off */
    public static List<Feed> one(String name, LiveSettings settings, TradingCalendar calendar) {
        List<Feed> found = all(settings, calendar).stream()
                .filter(feed -> feed.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("source " + name + " is switched off, or there is none of that name");
        }
        return found;
    }
}
