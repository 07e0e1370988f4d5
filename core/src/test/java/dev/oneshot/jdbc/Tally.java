package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.OutcomeUnknownException;
import dev.oneshot.worker.WorkerException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What many callers were told of their jobs, each of which stores its own number; to be compared with the table. */
final class Tally {

    final Set<Integer> done = new ConcurrentSkipListSet<>();
    final Map<Integer, Throwable> failed = new ConcurrentSkipListMap<>();
    final Set<Integer> unknown = new ConcurrentSkipListSet<>();

    /** What one caller does. */
    @FunctionalInterface
    interface Caller {
        void run(int number) throws Exception;
    }

    /** Asks the worker, and notes what the answer says: the job answers with its own number. */
    void call(ConnectionWorker<Connection> worker, int number, Job<Connection, Integer> job) {
        try {
            int answer = worker.call(job);
            assertThat(answer).isEqualTo(number);
            done.add(number);
        } catch (OutcomeUnknownException e) {
            unknown.add(number);
        } catch (WorkerException e) {
            failed.put(number, e);
        } catch (CompletionException e) {
            failed.put(number, e.getCause());
        }
    }

    int answers() {
        return done.size() + failed.size() + unknown.size();
    }

    /** The table holds what was done, nothing that failed, and may hold what is unknown. */
    void assertAgreesWith(Set<Integer> table) {
        assertThat(table).containsAll(done).doesNotContainAnyElementsOf(failed.keySet());
        assertThat(table.stream().filter(number -> !done.contains(number))).allMatch(unknown::contains);
    }

    /** Runs the callers at the same time, each on a thread of its own, until all have returned. */
    static void together(int callers, Caller caller) throws Exception {
        CountDownLatch together = new CountDownLatch(callers);
        List<Callable<Object>> bodies = new ArrayList<>();
        for (int number = 0; number < callers; number++) {
            int mine = number;
            bodies.add(() -> {
                together.countDown();
                together.await();
                caller.run(mine);
                return mine;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (Future<Object> returned : threads.invokeAll(bodies, 2, TimeUnit.MINUTES)) {
                returned.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
