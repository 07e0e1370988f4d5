package dev.oneshot.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sections of the page that belong together; their charts are written as they are added. */
final class Page {

    private final Path charts;
    private final String prefix;
    private final StringBuilder text = new StringBuilder();

    Page(Path charts, String prefix) {
        this.charts = charts;
        this.prefix = prefix;
    }

    void add(String title, String content) {
        text.append("### ").append(title).append("\n\n").append(content);
    }

    /**
     * Writes a chart beside the page.
     *
     * @param words what it shows, for those who do not see it
     * @return what shows it on the page
     */
    String chart(String name, String svg, String words) throws IOException {
        String file = prefix + name + ".svg";
        Files.writeString(charts.resolve(file), svg);
        return "![" + words.replace("[", "(").replace("]", ")") + "](" + file + ")\n\n";
    }

    String text() {
        return text.toString();
    }
}
