package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A picture that is being drawn. It brings its own ground, light or dark as its reader prefers, so that it can be read on
 * pages of any colour; and its colours stand out against both.
 */
final class Svg {

    /** The number of the colour for all peers, where only ours have one of their own. */
    static final int PEER = 4;

    private static final List<String> COLOURS = List.of(
            "#1f8a5b", "#7a8b1f", "#1e8c93", "#3f9e3f", "#3b78c2", "#8a62c0", "#c4701c", "#c8453c", "#c2558f",
            "#6b93b5", "#9a6b4f", "#5b63c9", "#b0862c", "#7f7f7f", "#c9607a");

    private static final String STYLE = "<style>.ground{fill:#fff}text{fill:#222}.ink{stroke:#222}.grid{stroke:#ddd}"
            + "@media(prefers-color-scheme:dark){.ground{fill:#0d1117}text{fill:#e6edf3}.ink{stroke:#e6edf3}"
            + ".grid{stroke:#30363d}}</style>";

    private final int width;
    private final int height;
    private final String title;
    private final String words;
    private final StringBuilder shapes = new StringBuilder();

    /** An empty picture, with its title and its content in words for those who do not see it. */
    Svg(int width, int height, String title, String words) {
        this.width = width;
        this.height = height;
        this.title = title;
        this.words = words;
    }

    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    void bar(double x, double y, double barWidth, double barHeight, String colour, String tip) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                x, y, barWidth, Math.max(0.5, barHeight), colour, escape(tip));
    }

    /** A line that means something. */
    void line(double x1, double y1, double x2, double y2) {
        line("ink", x1, y1, x2, y2);
    }

    /** A line that helps the eye. */
    void grid(double x1, double y1, double x2, double y2) {
        line("grid", x1, y1, x2, y2);
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", kind, x1, y1, x2, y2);
    }

    /** Text whose anchor is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, int size, String content) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x, y, anchor, size, escape(content));
    }

    private void add(String format, Object... values) {
        shapes.append(String.format(Locale.ROOT, format, values));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " font-family=\"sans-serif\" role=\"img\" aria-labelledby=\"title words\">%n"
                        + "<title id=\"title\">%3$s</title>%n<desc id=\"words\">%4$s</desc>%n%5$s%n"
                        + "<rect class=\"ground\" width=\"%1$d\" height=\"%2$d\"/>%n%6$s</svg>%n",
                width,
                height,
                escape(title),
                escape(words),
                STYLE,
                shapes);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
