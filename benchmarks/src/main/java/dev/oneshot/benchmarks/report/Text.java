package dev.oneshot.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** How numbers and tables are written. */
final class Text {

    private static final double THOUSAND = 1000;

    private Text() {}

    /** A number with about three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** A time in the unit that fits. */
    static String micros(double micros) {
        if (micros < THOUSAND) {
            return number(micros) + " µs";
        }
        double millis = micros / THOUSAND;
        return millis < THOUSAND ? number(millis) + " ms" : number(millis / THOUSAND) + " s";
    }

    /** A number, or nothing if it is not known. */
    static String known(double value) {
        return Double.isNaN(value) ? "" : number(value);
    }

    /** A power of ten of microseconds, in the unit that fits. */
    static String power(int powerOfMicros) {
        return switch (Math.floorDiv(powerOfMicros, 3)) {
            case -1 -> (int) Math.pow(10, powerOfMicros + 3.0) + " ns";
            case 0 -> (int) Math.pow(10, powerOfMicros) + " µs";
            case 1 -> (int) Math.pow(10, powerOfMicros - 3.0) + " ms";
            default -> (int) Math.pow(10, powerOfMicros - 6.0) + " s";
        };
    }

    /** A median with its range. */
    static String spread(Spread spread) {
        return number(spread.median()) + " [" + number(spread.lowest()) + "–" + number(spread.highest()) + "]";
    }

    /** A Markdown table, its first column to the left and the others to the right. */
    static String table(List<String> head, List<List<String>> rows) {
        return table(head, rows, 1);
    }

    /** A Markdown table, so many of its columns to the left, since they hold words, and the others to the right. */
    static String table(List<String> head, List<List<String>> rows, int words) {
        StringBuilder table = new StringBuilder(row(head));
        table.append('|')
                .append("---|".repeat(words))
                .append("---:|".repeat(head.size() - words))
                .append('\n');
        rows.forEach(cells -> table.append(row(cells)));
        return table.append('\n').toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
