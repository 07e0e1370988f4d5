package dev.oneshot.benchmarks.report;

import java.util.List;

/**
 * The median of some numbers, and how far they lie apart.
 *
 * @param median half of them are not above it
 * @param lowest the lowest of them
 * @param highest the highest of them
 */
record Spread(double median, double lowest, double highest) {

    static Spread of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("There are no numbers");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** How far the one that lies farthest away is from the median, as a share of it. */
    double deviation() {
        return median == 0 ? 0 : Math.max(highest - median, median - lowest) / Math.abs(median);
    }
}
