package dev.oneshot.benchmarks.results;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A directory of results, one JSON file for each fork of each part on each JDK. A later run replaces an earlier one. */
public final class ResultFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;

    /** The results in this directory, which need not exist yet. */
    public ResultFiles(Path directory) {
        this.directory = directory;
    }

    /** Keeps the results of one fork. */
    public void write(String part, int fork, Results results) throws IOException {
        Files.createDirectories(directory);
        String name = name(part, results.environment().javaVersion(), Integer.toString(fork));
        JSON.writeValue(directory.resolve(name), results);
    }

    private static String name(String part, int javaVersion, String fork) {
        return part + "-jdk" + javaVersion + "-" + fork + ".json";
    }

    /** Forgets what was found about a part on one version of Java: a new run may have fewer forks. */
    public void forget(String part, int javaVersion) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, name(part, javaVersion, "*"))) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    /** All results that are kept here, in the order of their names. */
    public List<Results> readAll() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .map(file -> JSON.readValue(file, Results.class))
                    .toList();
        }
    }
}
