package dev.oneshot.benchmarks.application;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of the benchmarks themselves, and the libraries beside their jar. */
public final class OwnClasses {

    private OwnClasses() {}

    /** The jars beside that of the benchmarks; none if they were not started from it. */
    static List<Path> libraries() throws IOException {
        Path directory = jar().resolveSibling("lib");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /**
     * Copies the classes of one package, so that an application can have them without anything else of the benchmarks:
     * their jar would bring its libraries along.
     *
     * @return the directory, for a class path
     */
    public static Path unpack(Package of, Path directory) throws IOException {
        String prefix = of.getName().replace('.', '/') + "/";
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(each -> each.getName().startsWith(prefix) && !each.isDirectory())
                    .toList()) {
                Path target = directory.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.write(target, in.readAllBytes());
                }
            }
        }
        return directory;
    }

    /** Where the benchmarks' classes are. */
    public static Path jar() {
        try {
            return Path.of(OwnClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
