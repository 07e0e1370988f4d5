package dev.oneshot.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.Work;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseContestantTest {

    private static final int CALLS = 1_000;

    private final List<String> written = new ArrayList<>();
    private final DatabaseContestant<List<String>> contestant =
            new DatabaseContestant<>("own", new Own(written), new Noted(), Set.of(Operation.WRITE));

    @Test
    void neverSetsAStockAgainToWhatTheSameCallerSetItToInAnotherRound() throws Exception {
        for (int round = 0; round < 2; round++) {
            Call first = contestant.caller(Operation.WRITE, 0);
            for (int call = 0; call < CALLS; call++) {
                first.once();
            }
        }
        assertThat(new HashSet<>(written)).hasSize(2 * CALLS);
    }

    private record Own(List<String> connection) implements Access<List<String>> {

        @Override
        public <R> R call(Work<List<String>, R> work, boolean readOnly) throws Exception {
            return work.on(connection);
        }

        @Override
        public void close() {}
    }

    private static final class Noted implements Queries<List<String>> {

        @Override
        public int stock(List<String> connection, int id) {
            return 0;
        }

        @Override
        public int setStock(List<String> connection, int id, int stock) {
            connection.add(id + "=" + stock);
            return 1;
        }
    }
}
