package dev.oneshot.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars that go up from 1 for what is faster than the baseline, and down for what is slower, on a scale on which twice as
 * fast is as far from 1 as half as fast. A thin line shows the range.
 */
record RatioChart(String title, List<Group> groups) {

    record Group(String name, List<Bar> bars) {}

    record Bar(String name, Spread ratio) {}

    private static final int WIDTH = 900;
    private static final int TOP = 40;
    private static final int PLOT = 260;
    private static final int LEFT = 50;
    private static final int LEGEND_ROW = 18;
    private static final int LEGEND_COLUMNS = 3;
    private static final double GAP = 0.15;

    /** Below this nothing more can be told apart; it also keeps a contestant that got nothing on the page. */
    private static final double LEAST = 1 / 64.0;

    String svg() {
        List<String> names = names();
        int legendRows = (names.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
        Svg svg = new Svg(WIDTH, TOP + PLOT + 40 + legendRows * LEGEND_ROW, title, words());
        svg.text(LEFT, 22, "start", 15, title);
        int low = Math.min(-1, (int) Math.floor(extreme(false)));
        int high = Math.max(1, (int) Math.ceil(extreme(true)));
        for (int power = low; power <= high; power++) {
            double y = y(power, low, high);
            if (power == 0) {
                svg.line(LEFT, y, WIDTH - 10, y);
            } else {
                svg.grid(LEFT, y, WIDTH - 10, y);
            }
            svg.text(LEFT - 6, y + 4, "end", 11, power < 0 ? "1/" + (1 << -power) : Integer.toString(1 << power));
        }
        for (int i = 0; i < groups.size(); i++) {
            draw(svg, i, names, low, high);
        }
        for (int i = 0; i < names.size(); i++) {
            double x = LEFT + (double) (i % LEGEND_COLUMNS) * (WIDTH - LEFT) / LEGEND_COLUMNS;
            double y = TOP + PLOT + 38 + (double) (i / LEGEND_COLUMNS) * LEGEND_ROW;
            svg.bar(x, y - 10, 11, 11, Svg.colour(i), names.get(i));
            svg.text(x + 16, y, "start", 12, names.get(i));
        }
        return svg.toString();
    }

    /** The same for those who do not see it. */
    String words() {
        return groups.stream()
                .map(group -> group.name + " callers: "
                        + group.bars.stream()
                                .map(bar -> bar.name + " " + Text.number(bar.ratio.median()))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private void draw(Svg svg, int index, List<String> names, int low, int high) {
        Group group = groups.get(index);
        double groupWidth = (double) (WIDTH - LEFT - 10) / groups.size();
        double left = LEFT + index * groupWidth;
        double barWidth = groupWidth * (1 - GAP) / Math.max(1, group.bars.size());
        for (int i = 0; i < group.bars.size(); i++) {
            Bar bar = group.bars.get(i);
            double x = left + groupWidth * GAP / 2 + i * barWidth;
            double end = y(log(bar.ratio.median()), low, high);
            double one = y(0, low, high);
            svg.bar(
                    x,
                    Math.min(one, end),
                    barWidth * 0.9,
                    Math.abs(one - end),
                    Svg.colour(names.indexOf(bar.name)),
                    bar.name + ", " + group.name + ": " + Text.spread(bar.ratio));
            double middle = x + barWidth * 0.45;
            svg.line(middle, y(log(bar.ratio.lowest()), low, high), middle, y(log(bar.ratio.highest()), low, high));
        }
        svg.text(left + groupWidth / 2, TOP + PLOT + 16, "middle", 12, group.name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        groups.forEach(group -> group.bars.forEach(bar -> {
            if (!names.contains(bar.name)) {
                names.add(bar.name);
            }
        }));
        return names;
    }

    private double extreme(boolean highest) {
        return groups.stream()
                .flatMap(group -> group.bars.stream())
                .mapToDouble(bar -> log(highest ? bar.ratio.highest() : bar.ratio.lowest()))
                .reduce(0, highest ? Math::max : Math::min);
    }

    private static double y(double power, int low, int high) {
        return TOP + PLOT * (high - power) / (high - low);
    }

    private static double log(double ratio) {
        return Math.log(Math.max(LEAST, ratio)) / Math.log(2);
    }
}
