package io.aegismatrix.runner.console;

import java.io.PrintStream;

/**
 * The mouth of the process: whatever is printed as text is {@link Shown}. Bytes pass as they are, which is how the help
 * has its colours and an export its data.
 */
public final class ShownStream extends PrintStream {

    private final PrintStream to;

    private ShownStream(PrintStream to) {
        super(to);
        this.to = to;
    }

    public static ShownStream of(PrintStream to) {
        return to instanceof ShownStream shown ? shown : new ShownStream(to);
    }

    /** Where the text goes in the end; for what must move the cursor. */
    public static PrintStream behind(PrintStream stream) {
        return stream instanceof ShownStream shown ? shown.to : stream;
    }

    @Override
    public void print(String text) {
        to.print(Shown.text(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println() {
        to.println();
    }

    @Override
    public void println(String text) {
        to.println(Shown.text(String.valueOf(text)));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }
}
