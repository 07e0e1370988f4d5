package dev.oneshot.benchmarks.peer;

import java.util.List;

/** What a user has bought, and for how much. */
record Order(long id, long userId, long totalCents, List<Line> items) {

    record Line(long productId, int quantity, long priceCents) {}

    static Order of(long id, long userId, List<Line> lines) {
        return new Order(id, userId, totalCents(lines), lines);
    }

    static long totalCents(List<Line> lines) {
        return lines.stream()
                .mapToLong(line -> line.priceCents() * line.quantity())
                .sum();
    }
}
