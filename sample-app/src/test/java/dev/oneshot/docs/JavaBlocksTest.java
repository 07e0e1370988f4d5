package dev.oneshot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every {@code java} block of the documentation as a source file of its own, and runs those with a {@code main}
 * method: each must print what the {@code text} block right after it says.
 */
class JavaBlocksTest {

    private static final Pattern MAIN_CLASS = Pattern.compile("class (\\w+) \\{\\s+public static void main\\(");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> compilesAndPrintsWhatItSays() {
        return Page.all().stream()
                .flatMap(page -> IntStream.range(0, page.blocks().size())
                        .filter(i -> page.blocks().get(i).language().equals("java"))
                        .mapToObj(i -> testOf(page, i)));
    }

    @Test
    void noticesWhatDoesNotCompile() {
        assertThat(new Snippet("class Wrong { int x = \"text\"; }", directory).compile())
                .contains("incompatible types");
    }

    @Test
    void noticesWarnings() {
        assertThat(new Snippet("class Raw { java.util.List list; }", directory).compile())
                .contains("[rawtypes]");
    }

    private DynamicTest testOf(Page page, int index) {
        Page.Block block = page.blocks().get(index);
        return DynamicTest.dynamicTest(page.name() + ":" + block.line(), () -> {
            Path classes = Files.createTempDirectory(directory, "snippet");
            Snippet snippet = new Snippet(block.text(), classes);
            assertThat(snippet.compile()).as("what the compiler says").isEmpty();
            Matcher main = MAIN_CLASS.matcher(block.text());
            if (main.find()) {
                assertThat(snippet.run(main.group(1))).isEqualTo(outputAfter(page.blocks(), index) + "\n");
            }
        });
    }

    private static String outputAfter(List<Page.Block> blocks, int index) {
        assertThat(blocks).as("an output after the last block").hasSizeGreaterThan(index + 1);
        Page.Block output = blocks.get(index + 1);
        assertThat(output.language())
                .as("the kind of block in line %d", output.line())
                .isEqualTo("text");
        return output.text();
    }
}
