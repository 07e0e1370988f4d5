package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The waits of all contestants in one cell on a scale of powers of ten: a bar from the median to the 99th percentile, a
 * line on to the longest.
 */
record LatencyChart(String title, List<Row> rows) {

    /** One contestant; times in microseconds. */
    record Row(String name, double median, double p99, double longest) {

        String words() {
            return Text.micros(median) + ", " + Text.micros(p99) + ", " + Text.micros(longest);
        }
    }

    private static final int WIDTH = 900;
    private static final int TOP = 48;
    private static final int ROW = 24;
    private static final int LEFT = 280;
    private static final int RIGHT = 200;
    private static final double LEAST = 0.1;

    String svg() {
        int bottom = TOP + rows.size() * ROW;
        Svg svg = new Svg(WIDTH, bottom + 30, title, words());
        svg.text(10, 22, "start", 15, title);
        svg.text(WIDTH - RIGHT + 10, TOP - 8, "start", 11, "p50, p99, longest");
        int low = (int) Math.floor(
                rows.stream().mapToDouble(row -> log(row.median)).min().orElse(0));
        int high = (int) Math.ceil(
                rows.stream().mapToDouble(row -> log(row.longest)).max().orElse(1));
        for (int power = low; power <= high; power++) {
            double x = x(power, low, high);
            svg.grid(x, TOP, x, bottom);
            svg.text(x, bottom + 18, "middle", 11, Text.power(power));
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + (double) i * ROW;
            double p50 = x(log(row.median), low, high);
            double p99 = x(log(row.p99), low, high);
            svg.text(LEFT - 8, y + 16, "end", 12, row.name);
            svg.bar(p50, y + 5, Math.max(2, p99 - p50), ROW - 10, Svg.colour(i), row.name + ": " + row.words());
            svg.line(p99, y + ROW / 2.0, x(log(row.longest), low, high), y + ROW / 2.0);
            svg.text(WIDTH - RIGHT + 10, y + 16, "start", 11, row.words());
        }
        return svg.toString();
    }

    /** The same for those who do not see it. */
    String words() {
        return "Median, 99th percentile and longest wait: "
                + rows.stream().map(row -> row.name + " " + row.words()).collect(Collectors.joining("; "));
    }

    private static double x(double power, int low, int high) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (power - low) / Math.max(1, high - low);
    }

    private static double log(double micros) {
        return Math.log10(Math.max(LEAST, micros));
    }
}
