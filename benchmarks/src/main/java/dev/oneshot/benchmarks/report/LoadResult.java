package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Reading;
import dev.oneshot.benchmarks.load.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All samples of one cell.
 *
 * <p>Contestants are compared within a round of a fork, where they were measured right after one another; the median of
 * these ratios is what counts.
 */
final class LoadResult {

    private final Cell cell;
    private final List<Sample> samples;

    LoadResult(Cell cell, List<Sample> samples) {
        this.cell = cell;
        this.samples = List.copyOf(samples);
    }

    Cell cell() {
        return cell;
    }

    List<String> contestants() {
        return samples.stream()
                .map(Sample::contestant)
                .distinct()
                .sorted(Names.order())
                .toList();
    }

    boolean has(String contestant) {
        return of(contestant).findAny().isPresent();
    }

    /** Throughput as a multiple of that of the arena's baseline. */
    List<Double> ratios(String contestant) {
        return ratios(contestant, Baselines.ofArena(cell.arena()));
    }

    /** Throughput as a multiple of another one's, for each round in which both were measured and the other got anything. */
    List<Double> ratios(String contestant, String over) {
        Map<Moment, Double> others = of(over).collect(
                        Collectors.toMap(Moment::of, sample -> sample.reading().perSecond()));
        List<Double> ratios = new ArrayList<>();
        of(contestant).forEach(sample -> {
            double other = others.getOrDefault(Moment.of(sample), 0.0);
            if (other > 0) {
                ratios.add(sample.reading().perSecond() / other);
            }
        });
        return ratios;
    }

    /** Whether a contestant got less than another one in the middle of all rounds that both were in. */
    boolean isBehind(String contestant, String other) {
        List<Double> ratios = ratios(contestant, other);
        return !ratios.isEmpty() && Spread.of(ratios).median() < 1;
    }

    /** The one of some that had the highest throughput, in the median. */
    Optional<String> best(Predicate<String> some) {
        return contestants().stream()
                .filter(some)
                .max(Comparator.comparingDouble(contestant -> median(contestant, Reading::perSecond)));
    }

    double median(String contestant, ToDoubleFunction<Reading> number) {
        return Spread.of(numbers(contestant, number)).median();
    }

    double highest(String contestant, ToDoubleFunction<Reading> number) {
        return Spread.of(numbers(contestant, number)).highest();
    }

    /** How many calls failed in all rounds. */
    long failures(String contestant) {
        return of(contestant).mapToLong(sample -> sample.reading().failures()).sum();
    }

    private List<Double> numbers(String contestant, ToDoubleFunction<Reading> number) {
        return of(contestant)
                .map(sample -> number.applyAsDouble(sample.reading()))
                .toList();
    }

    private Stream<Sample> of(String contestant) {
        return samples.stream().filter(sample -> sample.contestant().equals(contestant));
    }

    /** When a sample was taken: those of the same moment can be compared. */
    private record Moment(int fork, int round) {

        static Moment of(Sample sample) {
            return new Moment(sample.fork(), sample.round());
        }
    }
}
