package io.aegismatrix.data.library;

/**
 * A dependency that Maven does not bring along because most uses need none of it.
 *
 * @param type a class of it
 * @param coordinates its Maven artifact, such as {@code org.xerial:sqlite-jdbc}
 * @param use what needs it, in words
 */
public record OptionalLibrary(String type, String coordinates, String use) {

    /**
     * Asks for it before a class is linked that cannot be without it.
     *
     * @param user a class of the module that uses it
     * @throws MissingLibraryException if it is not there
     */
    public void require(Class<?> user) {
        try {
            Class.forName(type, false, user.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new MissingLibraryException(
                    use + " needs " + coordinates + ", which is neither on the class path nor among the modules;"
                            + " add that artifact, in the version that this release names",
                    e);
        }
    }
}
