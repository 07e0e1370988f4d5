package dev.oneshot.benchmarks.report;

import dev.oneshot.benchmarks.load.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Names every cell in which something of ours got less than something else did. */
final class Behind {

    /** Behind whom it was never to be. */
    private static final List<String> NEVER = List.of("hikari-1", "executor");

    /** Stands beside a ratio of ours that is behind one of them. */
    static final String MARK = " ▼";

    private static final List<String> LOAD_HEAD = List.of(
            "Cell",
            "Ours",
            "behind",
            "Median ratio [range]",
            "Jain's index, ours / theirs",
            "Longest wait, ours / theirs");
    private static final List<String> MICRO_HEAD =
            List.of("Question", "Ours", "behind", "Median ratio [range] of what it takes");

    private static final int WORDS = 3;

    private final Measured measured;

    Behind(Measured measured) {
        this.measured = measured;
    }

    /** The mark, if something of ours is behind one of those behind whom it was never to be. */
    static String mark(LoadResult result, String contestant) {
        boolean behind = Sides.isOurs(contestant) && NEVER.stream().anyMatch(peer -> result.isBehind(contestant, peer));
        return behind ? MARK : "";
    }

    String text() {
        List<List<String>> never = loads(NEVER::contains);
        List<List<String>> others = loads(peer -> Sides.isPeer(peer) && !NEVER.contains(peer));
        List<List<String>> micros = micros();
        StringBuilder text = new StringBuilder();
        text.append("Behind a pool of one connection, or a single-thread executor:\n\n");
        text.append(never.isEmpty() ? "In no cell.\n\n" : Text.table(LOAD_HEAD, never, WORDS));
        text.append(details("Behind others: cells", LOAD_HEAD, others));
        text.append(details("Behind others: single operations", MICRO_HEAD, micros));
        return text.toString();
    }

    private static String details(String title, List<String> head, List<List<String>> rows) {
        return rows.isEmpty()
                ? ""
                : "<details><summary>" + title + " (" + rows.size() + ")</summary>\n\n" + Text.table(head, rows, WORDS)
                        + "</details>\n\n";
    }

    private List<List<String>> loads(Predicate<String> peers) {
        List<List<String>> rows = new ArrayList<>();
        for (LoadResult result : measured.loads()) {
            for (String ours : result.contestants()) {
                for (String peer : result.contestants()) {
                    if (Sides.isOurs(ours) && peers.test(peer) && result.isBehind(ours, peer)) {
                        rows.add(row(result, ours, peer));
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> row(LoadResult result, String ours, String peer) {
        return List.of(
                CellName.full(result.cell()),
                Names.of(ours),
                Names.of(peer),
                Text.spread(Spread.of(result.ratios(ours, peer))),
                Text.number(result.median(ours, Reading::fairness)) + " / "
                        + Text.number(result.median(peer, Reading::fairness)),
                Text.micros(result.highest(ours, Reading::maxMicros)) + " / "
                        + Text.micros(result.highest(peer, Reading::maxMicros)));
    }

    private List<List<String>> micros() {
        List<List<String>> rows = new ArrayList<>();
        for (MicroResult result : measured.micros()) {
            for (String ours : result.contestants()) {
                for (String peer : result.contestants()) {
                    List<Double> ratios = result.ratios(ours, peer);
                    if (Sides.isOurs(ours)
                            && Sides.isPeer(peer)
                            && !ratios.isEmpty()
                            && Spread.of(ratios).median() > 1) {
                        rows.add(List.of(
                                result.title(), Names.of(ours), Names.of(peer), Text.spread(Spread.of(ratios))));
                    }
                }
            }
        }
        return rows;
    }
}
