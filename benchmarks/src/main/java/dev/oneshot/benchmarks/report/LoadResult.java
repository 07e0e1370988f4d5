package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Reading;
import dev.oneshot.benchmarks.load.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Whom all others are compared with. */
    static final String BASELINE = "hikari-1";

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

    /** Throughput as a multiple of the baseline's; null is never among them: a round without a baseline says nothing. */
    List<Double> ratios(String contestant) {
        Map<Moment, Double> baseline = of(BASELINE)
                .collect(Collectors.toMap(Moment::of, sample -> sample.reading().perSecond()));
        List<Double> ratios = new ArrayList<>();
        of(contestant).forEach(sample -> {
            Double base = baseline.get(Moment.of(sample));
            if (base != null && base > 0) {
                ratios.add(sample.reading().perSecond() / base);
            }
        });
        return ratios;
    }

    double median(String contestant, ToDoubleFunction<Reading> number) {
        return Spread.of(numbers(contestant, number)).median();
    }

    double highest(String contestant, ToDoubleFunction<Reading> number) {
        return Spread.of(numbers(contestant, number)).highest();
    }

    double lowest(String contestant, ToDoubleFunction<Reading> number) {
        return Spread.of(numbers(contestant, number)).lowest();
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
