package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.ManualTimer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many callers the queue believes there are. */
class JobQueueTest {

    private final List<Integer> companies = new ArrayList<>();
    private final BriefWait briefWait = new BriefWait(this::look);
    private final JobQueue<FakeConnection> queue = new JobQueue<>(10, 0, briefWait);

    @Test
    void whoAsksIsCountedThoughItsJobHasBeenTakenOutAlready() {
        assertThat(queue.company()).isOne();

        queue.open();
        queue.offer(job());
        assertThat(queue.company()).isOne();
        queue.offer(job());
        assertThat(queue.company()).isEqualTo(2);
    }

    @Test
    void whoWaitsBrieflyIsOneMoreWhetherItsJobWasTakenOutOrNot() {
        briefWait.bringsAnswer(job(), BriefWait.CROWD);

        assertThat(companies).containsExactly(2);
    }

    private void look() {
        companies.add(queue.company());
    }

    private static QueuedJob<FakeConnection, String> job() {
        return Workbench.queued(ManualTimer.create(), new JobLedger(), connection -> "done", JobOptions.defaults());
    }
}
