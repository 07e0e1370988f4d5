package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.Receiver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The line before a full queue. */
class PlacesTest {

    @RegisterExtension
    final Workbench bench = new Workbench(settings -> settings.queueCapacity(2));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void aWakerThatThrowsHurtsNeitherTheNextInLineNorTheWorker() throws Exception {
        Gate gate = bench.startOccupied();
        worker.submit(bench.job("a"));
        Receiver<String> last = worker.submit(bench.job("b"));
        AtomicBoolean woken = new AtomicBoolean();
        worker.reserve().poll(Context.of(() -> {
            throw new IllegalStateException("not my day");
        }));
        worker.reserve().poll(Context.of(() -> woken.set(true)));

        gate.open();

        assertThat(Workbench.answer(last)).isEqualTo("b");
        assertThat(woken).isTrue();
    }
}
