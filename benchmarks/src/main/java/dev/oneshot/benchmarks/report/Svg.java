package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A picture that is being drawn. Its ground is white, so that it can be read on pages of any colour. */
final class Svg {

    private static final List<String> COLOURS = List.of(
            "#0b6e4f", "#58b09c", "#a0d8c5", "#b23a48", "#d9777f", "#5b7db1", "#9db4d6", "#c98b1b", "#8a6bb1",
            "#7a7a7a", "#b5a88f");

    private final int width;
    private final int height;
    private final StringBuilder shapes = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    void bar(double x, double y, double barWidth, double barHeight, String colour, String tip) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                x,
                y,
                barWidth,
                Math.max(0.5, barHeight),
                colour,
                escape(tip)));
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        shapes.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    /** Text whose anchor is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, int size, String content) {
        shapes.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                escape(content)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " font-family=\"sans-serif\" fill=\"#222\">%n"
                        + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"#fff\"/>%n%3$s</svg>%n",
                width,
                height,
                shapes);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
