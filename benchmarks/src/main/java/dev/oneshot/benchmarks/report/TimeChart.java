package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/** One bar after the other, from zero, with its number beside it. A thin line shows the range. */
record TimeChart(String title, List<Bar> bars) {

    record Bar(String name, boolean isOurs, Spread score) {}

    private static final int WIDTH = 900;
    private static final int TOP = 40;
    private static final int ROW = 26;
    private static final int LEFT = 260;
    private static final int RIGHT = 150;

    String svg() {
        Svg svg = new Svg(WIDTH, TOP + bars.size() * ROW + 10, title, words());
        svg.text(10, 22, "start", 15, title);
        double highest =
                bars.stream().mapToDouble(bar -> bar.score.highest()).max().orElse(1);
        double scale = (WIDTH - LEFT - RIGHT) / highest;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + (double) i * ROW;
            svg.text(LEFT - 8, y + 15, "end", 12, bar.name);
            svg.bar(LEFT, y + 3, bar.score.median() * scale, ROW - 8, Svg.colour(bar.isOurs ? 0 : Svg.PEER), bar.name);
            svg.line(
                    LEFT + bar.score.lowest() * scale,
                    y + ROW / 2.0 - 1,
                    LEFT + bar.score.highest() * scale,
                    y + ROW / 2.0 - 1);
            svg.text(LEFT + bar.score.highest() * scale + 8, y + 15, "start", 12, Text.spread(bar.score));
        }
        return svg.toString();
    }

    /** The same for those who do not see it. */
    String words() {
        return bars.stream()
                .map(bar -> bar.name + " " + Text.number(bar.score.median()))
                .collect(Collectors.joining(", "));
    }
}
