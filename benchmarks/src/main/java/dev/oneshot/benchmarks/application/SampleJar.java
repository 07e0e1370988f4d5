package dev.oneshot.benchmarks.application;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The shop as it is shipped, unpacked: its own classes, and the libraries that it brings along. The applications that it is
 * compared with run on the same libraries, but for Oneshot's.
 */
public final class SampleJar {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String OURS = "oneshot-";

    private final Path directory;

    private SampleJar(Path directory) {
        this.directory = directory;
    }

    /**
     * Unpacks it.
     *
     * @param directory where to; what is there already is kept
     * @throws IllegalStateException if the benchmarks were not started from their jar, beside which it lies
     */
    public static SampleJar unpack(Path directory) throws IOException {
        Path jar = OwnClasses.libraries().stream()
                .filter(path -> path.getFileName().toString().startsWith("oneshot-sample-app"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no shop beside the benchmarks' jar"));
        return unpack(jar, directory);
    }

    static SampleJar unpack(Path jar, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                if (entry.getName().startsWith(LIBRARIES) || entry.getName().startsWith(CLASSES)) {
                    copy(zip, entry, directory.resolve(entry.getName()));
                }
            }
        }
        return new SampleJar(directory);
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.createDirectories(target.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
    }

    /** The shop's own classes and resources. */
    public Path classes() {
        return directory.resolve(CLASSES);
    }

    /** All its libraries. */
    public List<Path> libraries() throws IOException {
        return libraries(name -> true);
    }

    /** Its libraries without those of Oneshot. */
    public List<Path> librariesOfOthers() throws IOException {
        return libraries(name -> !name.startsWith(OURS));
    }

    private List<Path> libraries(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(LIBRARIES))) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** A class path of these. */
    public static String classPath(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
