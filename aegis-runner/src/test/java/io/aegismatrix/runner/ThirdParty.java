package io.aegismatrix.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A library of somebody else's that the distribution carries, and the terms its POM, or the parent of that, states.
 *
 * @param artifact group and artifact
 * @param licences SPDX names; several mean a choice
 */
record ThirdParty(Path jar, String artifact, String version, List<String> licences) {

    /** Reads a jar of a local repository, where its POM lies beside it. */
    static ThirdParty of(Path jar) {
        Path folder = above(jar.toAbsolutePath());
        String version = folder.getFileName().toString();
        String name = above(folder).getFileName().toString();
        try {
            Element pom = pom(folder.resolve(name + "-" + version + ".pom"));
            String group = text(pom, "groupId");
            if (group.isEmpty()) {
                group = text(child(pom, "parent"), "groupId");
            }
            Path repository = folder;
            for (int i = 0; i < group.split("\\.").length + 2; i++) {
                repository = above(repository);
            }
            return new ThirdParty(jar, group + ":" + name, version, licences(pom, repository));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("the POM beside " + jar, e);
        }
    }

    private static Path above(Path path) {
        return path.resolve("..").normalize();
    }

    /** Its line of the table of notices. */
    String row() {
        return "| `" + artifact + "` | " + version + " | " + String.join(" or ", licences) + " |";
    }

    /** Whether the jar itself says under which terms it comes. */
    boolean carriesLicence() {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName().toLowerCase(Locale.ROOT))
                    .anyMatch(entry -> entry.matches("(.*/)?(licen[sc]e|copying)[^/]*"));
        } catch (IOException e) {
            throw new AssertionError(jar.toString(), e);
        }
    }

    private static List<String> licences(Element pom, Path repository)
            throws IOException, SAXException, ParserConfigurationException {
        Element stated = child(pom, "licenses");
        if (stated != null) {
            return children(stated).map(licence -> spdx(text(licence, "name"))).toList();
        }
        Element parent = child(pom, "parent");
        if (parent == null) {
            return List.of();
        }
        String artifact = text(parent, "artifactId");
        String version = text(parent, "version");
        Path file = repository
                .resolve(text(parent, "groupId").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
        return licences(pom(file), repository);
    }

    private static String spdx(String name) {
        if (name.contains("Apache")) {
            return "Apache-2.0";
        }
        if (name.matches("(?i)mit( license)?")) {
            return "MIT";
        }
        return switch (name) {
            case "3-Clause BSD License", "The BSD License" -> "BSD-3-Clause";
            case "Public Domain, per Creative Commons CC0" -> "CC0-1.0";
            default -> name;
        };
    }

    private static Element pom(Path file) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Files.newInputStream(file))
                .getDocumentElement();
    }

    private static String text(@Nullable Element parent, String tag) {
        Element found = parent == null ? null : child(parent, tag);
        return found == null ? "" : found.getTextContent().strip();
    }

    private static @Nullable Element child(Element parent, String tag) {
        return children(parent)
                .filter(element -> element.getTagName().equals(tag))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children.stream();
    }
}
