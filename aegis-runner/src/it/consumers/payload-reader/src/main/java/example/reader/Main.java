package example.reader;

import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import java.nio.file.Path;

/** Prints a few fields of a published file. */
public final class Main {

    private Main() {}

    /** @param arguments the file */
    public static void main(String[] arguments) {
        Payload payload = PayloadReader.json().read(Path.of(arguments[0]));
        System.out.println("read: spot " + payload.market().spot() + ", " + payload.models().size() + " models");
    }
}
