package dev.oneshot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the documentation, its fenced blocks apart from its prose. */
record Page(Path file, List<Block> blocks, List<String> prose) {

    private static final Pattern OPENING = Pattern.compile("\\s*```(\\w*).*");
    private static final String CLOSING = "```";

    /** A fenced block: the line that it begins in, the language after the fence, and what is between the fences. */
    record Block(int line, String language, String text) {}

    /** The README and every page in {@code docs}. */
    static List<Page> all() {
        try (Stream<Path> found = Files.walk(root().resolve("docs"))) {
            Stream<Path> pages =
                    found.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(Stream.of(root().resolve("README.md")), pages)
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(String file) {
        return read(root().resolve(file));
    }

    /** The directory of the project, wherever the tests were started from. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** The rows of the tables below a heading, without header and rule; each row as its trimmed cells. */
    List<List<String>> tableBelow(String heading) {
        List<List<String>> rows = new ArrayList<>();
        boolean below = false;
        for (String line : prose) {
            if (line.startsWith("#")) {
                below = line.replaceFirst("#+ ", "").equals(heading);
            } else if (below && line.startsWith("|")) {
                rows.add(Stream.of(line.substring(1).split("\\|"))
                        .map(String::trim)
                        .toList());
            }
        }
        return rows.stream().skip(2).toList();
    }

    String name() {
        return root().relativize(file).toString();
    }

    private static Page read(Path file) {
        List<Block> blocks = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        List<String> lines = linesOf(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher opening = OPENING.matcher(lines.get(i));
            if (!opening.matches()) {
                prose.add(lines.get(i));
                continue;
            }
            List<String> rest = lines.subList(i + 1, lines.size());
            List<String> body =
                    rest.stream().takeWhile(line -> !line.equals(CLOSING)).toList();
            blocks.add(new Block(i + 1, opening.group(1), String.join("\n", body)));
            i += body.size() + 1;
        }
        return new Page(file, blocks, prose);
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
