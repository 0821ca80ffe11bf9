package io.aegismatrix.runner.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The variables Kubernetes, and Docker before it, puts into every container beside a Service: of one called {@code aegis}
 * they begin as our settings do, and of one called {@code aegis-serve} one may even have the name of a setting. They are
 * known by name and value together.
 */
public final class ServiceLinks {

    private static final String NUMBER = "\\d{1,5}";
    private static final String HOST = "[\\p{XDigit}.:\\[\\]]+";
    private static final String LINK = "(?:tcp|udp|sctp)://" + HOST + ":" + NUMBER;
    private static final String PORT = "[A-Z0-9_]+_PORT_" + NUMBER + "_(?:TCP|UDP|SCTP)";

    private record Shape(Pattern name, Pattern value) {

        static Shape of(String name, String value) {
            return new Shape(Pattern.compile(name), Pattern.compile(value));
        }

        boolean fits(String variable, String text) {
            return name.matcher(variable).matches() && value.matcher(text).matches();
        }
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.of("[A-Z0-9_]+_PORT", LINK),
            Shape.of(PORT, LINK),
            Shape.of(PORT + "_PROTO", "tcp|udp|sctp"),
            Shape.of(PORT + "_PORT", NUMBER),
            Shape.of(PORT + "_ADDR", HOST),
            Shape.of("[A-Z0-9_]+_SERVICE_HOST", HOST),
            Shape.of("[A-Z0-9_]+_SERVICE_PORT(?:_[A-Z0-9_]+)?", NUMBER));

    private ServiceLinks() {}

    /** Whether a variable is one of them. */
    public static boolean contains(String name, String value) {
        return SHAPES.stream().anyMatch(shape -> shape.fits(name, value));
    }
}
