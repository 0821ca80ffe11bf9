package io.aegismatrix.data.io;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why input or output failed, in words for people: Java says it in names of classes, each its own way. */
public final class IoReason {

    /** How the older classes of Java say it: path, then the system's words in brackets. */
    private static final Pattern IN_BRACKETS = Pattern.compile("^.*\\(([^()]+)\\)$", Pattern.DOTALL);

    private static final List<String> PLACES = List.of(
            "Is a directory",
            "Not a directory",
            "Read-only file system",
            "File name too long",
            "Operation not permitted",
            "Too many levels of symbolic links",
            // By BoundedFile.
            "it is a folder",
            "it is no regular file",
            "it has more than");

    private IoReason() {}

    /** The reason, to stand behind a name and a colon: {@code there is no such file}. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no such file or folder" + other(missing);
        }
        if (e instanceof AccessDeniedException denied) {
            return "this user may not (permission denied)" + other(denied);
        }
        if (e instanceof NotDirectoryException || e instanceof DirectoryNotEmptyException) {
            return e instanceof NotDirectoryException ? "it is no folder" : "a folder that is not empty is in the way";
        }
        if (e instanceof FileAlreadyExistsException taken) {
            return "something of that name is in the way" + other(taken);
        }
        if (e instanceof OwnFiles.DistrustException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + other(failed);
        }
        return ofStreams(e);
    }

    /**
     * Whether the place is at fault, because it is not there, is of another kind or may not be used, so that another name
     * would help; and not the disk or the network behind it.
     */
    public static boolean isPlace(IOException e) {
        return e instanceof NoSuchFileException
                || e instanceof AccessDeniedException
                || e instanceof NotDirectoryException
                || e instanceof DirectoryNotEmptyException
                || e instanceof FileAlreadyExistsException
                || e instanceof FileNotFoundException
                || PLACES.stream().anyMatch(words -> of(e).startsWith(words));
    }

    private static String ofStreams(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        if (e instanceof ClosedByInterruptException) {
            return "it was interrupted";
        }
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        if (e instanceof FileNotFoundException) {
            Matcher bracketed = IN_BRACKETS.matcher(message);
            return bracketed.matches() ? bracketed.group(1) : "there is no such file or folder";
        }
        return message.isBlank() ? "the system gives no reason" : message;
    }

    /** The file that stands in the way, if it is told of: it is often not the one that was asked for. */
    private static String other(FileSystemException e) {
        String file = Optional.ofNullable(e.getOtherFile())
                .or(() -> Optional.ofNullable(e.getFile()))
                .orElse("");
        return file.isBlank() ? "" : " (" + file + ")";
    }
}
