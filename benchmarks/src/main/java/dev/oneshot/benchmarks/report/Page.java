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

    void add(String title, String chartName, String svg, String content) throws IOException {
        String file = prefix + chartName + ".svg";
        Files.writeString(charts.resolve(file), svg);
        text.append("### ").append(title).append("\n\n");
        text.append("![")
                .append(title)
                .append("](")
                .append(charts.getFileName())
                .append('/')
                .append(file)
                .append(")\n\n");
        text.append(content);
    }

    String text() {
        return text.toString();
    }
}
