package io.aegismatrix.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {

    private static final int NOBODY = 65534;

    @TempDir
    private Path folder;

    @BeforeEach
    void needs_a_system_of_owners_and_modes() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "no owners and modes here");
    }

    /** Only the superuser may give files away. */
    private static void giveToNobody(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            Assumptions.abort("only the superuser may give files to another user");
        }
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void refuses(Path wanted, String reason) {
        assertThatThrownBy(() -> OwnFiles.requireOwnFolder(wanted))
                .isInstanceOf(OwnFiles.DistrustException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void makes_a_folder_for_its_user_alone() throws IOException {
        Path made = OwnFiles.requireOwnFolder(folder.resolve("a/b"));

        assertThat(made).isEqualTo(folder.toRealPath().resolve("a/b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(OwnFiles.requireOwnFolder(made)).isEqualTo(made);
    }

    @Test
    void refuses_a_folder_that_group_or_others_may_write() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        for (String permissions : new String[] {"rwxrwx---", "rwx----w-", "rwxrwxrwx"}) {
            mode(open, permissions);
            refuses(open, open + " can be written by others (mode ");
            refuses(open.resolve("aegis"), open + " can be written by others (mode ");
        }
        assertThat(open).isEmptyDirectory();
        mode(open, "rwxr-xr-x");
        assertThat(OwnFiles.requireOwnFolder(open)).exists();
    }

    @Test
    void takes_a_folder_of_its_own_in_a_shared_one() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 0x4000 | 01777);

        assertThat(OwnFiles.isShared(shared)).isTrue();
        assertThat(OwnFiles.isShared(folder)).isFalse();
        assertThat(OwnFiles.requireOwnFolder(shared.resolve("aegis"))).exists();
        refuses(shared, "can be written by others (mode 1777)");
    }

    @Test
    void refuses_a_folder_of_another_user_and_what_lies_below() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Path own = Files.createDirectory(foreign.resolve("own"));
        giveToNobody(foreign);

        refuses(foreign, foreign + " belongs to user " + NOBODY);
        refuses(own, foreign + " belongs to user ");
        assertThat(OwnFiles.isOwn(foreign)).isFalse();
        assertThat(OwnFiles.isOwn(own)).isTrue();
    }

    @Test
    void follows_its_own_links_and_no_foreign_ones() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertThat(OwnFiles.requireOwnFolder(link.resolve("aegis")))
                .isEqualTo(real.toRealPath().resolve("aegis"));
        giveToNobody(link);
        refuses(link.resolve("aegis"), link + " is a link of another user");
        refuses(link, link + " is a link of another user");
    }

    @Test
    void refuses_what_is_no_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> OwnFiles.requireOwnFolder(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> OwnFiles.requireOwnFolder(file.resolve("below")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void knows_further_names() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(OwnFiles.hasOtherNames(file)).isFalse();
        Files.createLink(folder.resolve("other"), file);
        assertThat(OwnFiles.hasOtherNames(file)).isTrue();
    }

    @Test
    void objects_to_a_file_that_others_can_write_whatever_else_its_mode_says() throws IOException {
        Path file = Files.writeString(folder.resolve("aegis.conf"), "");
        mode(file, "rw-r--r--");
        assertThat(OwnFiles.objection(file)).isEmpty();

        for (int sticky : new int[] {0, 01000}) {
            Files.setAttribute(file, "unix:mode", sticky | 0666);
            assertThat(OwnFiles.objection(file))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("it can be written by others (mode "));
        }
        mode(file, "rw-r--r--");
        mode(folder, "rwxrwxrwx");
        assertThat(OwnFiles.objection(file)).contains("its folder can be written by others (mode 777)");
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThat(OwnFiles.objection(file)).isEmpty();
        assertThat(OwnFiles.objection(folder)).contains("it is no regular file");
    }
}
