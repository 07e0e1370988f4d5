package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender that became unreachable before it sent, and one that did not. */
class LeakDetectionTest {

    private static final Logger LOGGER = Logger.getLogger(LeakWatch.class.getName());

    /** In the name of every channel: what earlier tests lost may be reported now. */
    private final String mark = UUID.randomUUID().toString();

    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final OneshotFactory watching = new OneshotFactory(LeakDetection.ALWAYS);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains(mark)) {
                records.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void aLostSenderWakesAndFailsTheReceiverAndTheLogNamesThePlaceOfCreation() {
        CountingWaker waker = new CountingWaker();
        Receiver<String> receiver = watching.<String>create("lost " + mark).receiver();
        receiver.poll(waker.context());

        Garbage.until("the loss is reported", () -> !records.isEmpty());

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> receiver.poll(waker.context()))
                .isExactlyInstanceOf(SenderClosedException.class)
                .hasMessageContaining("oneshot 'lost " + mark)
                .hasMessageContaining("garbage-collected without sending")
                .cause()
                .satisfies(this::pointsHere);
        LogRecord record = records.remove();
        assertThat(record.getLevel()).isEqualTo(Level.WARNING);
        assertThat(record.getMessage()).contains("oneshot 'lost " + mark).contains("lost before it sent");
        assertThat(record.getThrown()).satisfies(this::pointsHere).hasToString("the channel was opened here");
        assertThat(watching.counts()).isEqualTo(new OneshotCounts(1, 0, 0, 1));
    }

    @Test
    void aLostSenderCompletesItsClosedFuture() {
        CountingWaker waker = new CountingWaker();
        Future<Void> closed = watching.create("lost " + mark).sender().closed();
        closed.poll(waker.context());

        Garbage.until("the loss is reported", () -> !records.isEmpty());

        assertThat(waker.wakes()).isOne();
        assertThat(closed.poll(waker.context()).isReady()).isTrue();
    }

    @Test
    void noSenderIsReportedThatSentFailedOrClosedOrThatNobodyWaitsFor() {
        List<Receiver<String>> receivers = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            receivers.add(ended(oneshot -> oneshot.sender().send("value")));
            receivers.add(ended(oneshot -> oneshot.sender().fail(new Error())));
            receivers.add(ended(oneshot -> oneshot.sender().close()));
            receivers.add(ended(oneshot -> oneshot.receiver().close()));
        }
        watching.create("the only one lost " + mark);

        Garbage.until("the loss is reported", () -> !records.isEmpty());

        assertThat(records)
                .singleElement()
                .satisfies(record -> assertThat(record.getMessage()).contains("the only one lost"));
        assertThat(watching.counts()).isEqualTo(new OneshotCounts(401, 200, 200, 1));
        assertThat(receivers.get(0).tryReceive()).isEqualTo(Poll.ready("value"));
    }

    @Test
    void aSenderThatIsStillHeldIsNotLost() {
        Oneshot<String> held = watching.create("held " + mark);
        watching.create("lost " + mark);

        Garbage.until("the loss is reported", () -> !records.isEmpty());

        assertThat(watching.counts().leaked()).isOne();
        assertThat(held.sender().send("value")).isTrue();
    }

    @Test
    void switchedOffNobodyWatches() {
        OneshotFactory off = new OneshotFactory();
        Receiver<String> receiver = off.<String>create("lost unseen " + mark).receiver();
        watching.create("lost " + mark);

        Garbage.until("the other loss is reported", () -> !records.isEmpty());

        assertThat(receiver.tryReceive()).isSameAs(Poll.pending());
        assertThat(off.counts().leaked()).isZero();
    }

    @Test
    void sampledWatchesAboutOneIn128() {
        int watched = 0;
        for (int channel = 0; channel < 128_000; channel++) {
            if (LeakDetection.SAMPLED.watchesNext()) {
                watched++;
            }
        }

        assertThat(watched).isBetween(700, 1_300); // 1,000 expected, standard deviation 32
    }

    @Test
    void sampledReportsWhatItWatched() {
        OneshotFactory sampling = new OneshotFactory(LeakDetection.SAMPLED);
        for (int channel = 0; channel < 12_800; channel++) {
            sampling.create("lost " + mark);
        }

        Garbage.until("a loss is reported", () -> !records.isEmpty());

        assertThat(sampling.counts().leaked()).isBetween(1L, 1_280L);
    }

    private Receiver<String> ended(Consumer<Oneshot<String>> end) {
        Oneshot<String> oneshot = watching.create("ended " + mark);
        end.accept(oneshot);
        return oneshot.receiver();
    }

    private void pointsHere(Throwable creation) {
        assertThat(creation.getStackTrace())
                .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(LeakDetectionTest.class.getName()));
    }
}
