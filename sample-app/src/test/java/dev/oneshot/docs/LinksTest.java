package dev.oneshot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows the links between the files of the project; those to other sites are left alone. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    static Stream<Page> pages() {
        Stream<Page> others = Stream.of("CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
                .map(Page::of);
        return Stream.concat(Page.all().stream(), others);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileAndAHeading(Page page) {
        List<MatchResult> links = page.prose().stream()
                .flatMap(line -> LINK.matcher(line).results())
                .toList();
        for (MatchResult link : links) {
            Path target = page.file().resolveSibling(link.group(1)).normalize();
            assertThat(link.group(1).isEmpty() ? page.file() : target)
                    .as(link.group())
                    .exists();
            if (link.group(2) != null) {
                Page there = link.group(1).isEmpty() ? page : Page.of(target.toString());
                assertThat(anchors(there)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @Test
    void theReadmeLeadsToEveryGuideAndDecision() throws Exception {
        List<Path> linked = Page.of("README.md").prose().stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> Page.root().resolve(link.group(1)))
                .toList();
        try (Stream<Path> guides = Files.list(Page.root().resolve("docs"))) {
            assertThat(linked).containsAll(guides.toList());
        }
    }

    /** GitHub's rule: lower case, no punctuation, a hyphen for each space. */
    private static List<String> anchors(Page page) {
        return page.prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
