package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.testing.Bounded;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One runner serves many threads, of whatever kind the JDK has: virtual ones from JDK 21 on. */
class RunnerThreadsTest {

    private static final int THREADS = 200;

    private final Runner runner = Runner.create();

    static Stream<ExecutorService> kinds() throws ReflectiveOperationException {
        List<ExecutorService> kinds = new ArrayList<>(List.of(Executors.newCachedThreadPool()));
        if (Runtime.version().feature() >= 21) {
            Method virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            kinds.add((ExecutorService) virtual.invoke(null));
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyThreadGetsItsOwnValue(ExecutorService threads) throws Throwable {
        AtomicInteger pending = new AtomicInteger();
        List<Oneshot<Integer>> oneshots = new ArrayList<>();
        List<CompletableFuture<Integer>> values = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Oneshot<Integer> oneshot = Oneshot.create();
            oneshots.add(oneshot);
            Future<Integer> seen = context -> {
                assertThat(context.isBlocking()).isTrue();
                Poll<Integer> poll = oneshot.receiver().poll(context);
                pending.incrementAndGet();
                return poll;
            };
            values.add(CompletableFuture.supplyAsync(() -> runner.blockOn(seen), threads));
        }
        Bounded.until("all are pending", () -> pending.get() == THREADS);

        for (int i = 0; i < THREADS; i++) {
            oneshots.get(i).sender().send(i);
        }

        for (int i = 0; i < THREADS; i++) {
            assertThat(Bounded.get(values.get(i))).isEqualTo(i);
        }
        assertThat(runner.counter().polls()).isEqualTo(2 * THREADS);
        assertThat(runner.counter().pendings()).isEqualTo(THREADS);
        assertThat(runner.counter().wakes()).isEqualTo(THREADS);
        threads.shutdown();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTimeoutAndAnInterruptEndTheWait(ExecutorService threads) throws Throwable {
        Oneshot<String> late = Oneshot.create();
        CompletableFuture<Object> timedOut = CompletableFuture.supplyAsync(
                () -> thrownBy(() -> runner.blockOn(late.receiver(), Duration.ofMillis(1))), threads);
        assertThat(Bounded.get(timedOut)).isInstanceOf(BlockOnTimeoutException.class);

        Oneshot<String> never = Oneshot.create();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Object> interrupted = CompletableFuture.supplyAsync(
                () -> thrownBy(() -> runner.blockOn((Future<String>) (Context context) -> {
                    Poll<String> poll = never.receiver().poll(context);
                    thread.complete(Thread.currentThread());
                    return poll;
                })),
                threads);
        Bounded.get(thread).interrupt();
        assertThat(Bounded.get(interrupted)).isInstanceOf(BlockOnInterruptedException.class);
        threads.shutdown();
    }

    private static Object thrownBy(Runnable body) {
        try {
            body.run();
            return "nothing";
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }
}
