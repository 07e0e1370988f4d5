package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One alarm for many deadlines. */
class DeadlinesTest {

    private final ManualTimer timer = ManualTimer.create();
    private final Deadlines deadlines = new Deadlines(timer, this::look);
    private int looks;

    private final JobTicket<?, ?> early = ticket(1_000);
    private final JobTicket<?, ?> late = ticket(5_000);

    private JobTicket<?, ?>[] watched = {};

    private void look() {
        looks++;
        for (JobTicket<?, ?> ticket : watched) {
            if (!deadlines.isOver(ticket)) {
                deadlines.watch(ticket);
            }
        }
    }

    @BeforeEach
    void nothingWaits() {
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void laterDeadlinesNeedNoTimerOfTheirOwn() {
        watch(early, late, late);

        assertThat(timer.waiting()).isOne();
    }

    @Test
    void theAlarmIsSetForwardForAnEarlierDeadline() {
        watch(late, early);

        assertThat(timer.waiting()).isOne();
        timer.advance(Duration.ofNanos(1_000));
        assertThat(looks).isOne();
    }

    @Test
    void afterEachAlarmTheNextDeadlineIsSeenTo() {
        watch(early, late);

        timer.advance(Duration.ofNanos(4_999));
        assertThat(looks).isOne();
        assertThat(timer.waiting()).isOne();
        timer.advance(Duration.ofNanos(1));
        assertThat(looks).isEqualTo(2);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aJobThatIsWatchedWhileTheAlarmRingsGetsAnAlarm() {
        Deadlines[] ringing = new Deadlines[1];
        ringing[0] = new Deadlines(timer, () -> ringing[0].watch(late));
        ringing[0].watch(early);

        timer.advance(Duration.ofNanos(1_000));

        assertThat(timer.waiting()).isOne();
    }

    @Test
    void aDeadlineOfLongAgoRingsAtOnce() {
        timer.advance(Duration.ofNanos(2_000));

        watch(early);

        timer.advance(Duration.ZERO);
        assertThat(looks).isOne();
        assertThat(deadlines.isOver(early)).isTrue();
        assertThat(deadlines.isOver(late)).isFalse();
    }

    @Test
    void withoutADeadlineThereIsNoAlarm() {
        watch(ticket(Deadlines.NONE));

        assertThat(timer.waiting()).isZero();
    }

    private void watch(JobTicket<?, ?>... tickets) {
        watched = tickets;
        for (JobTicket<?, ?> ticket : tickets) {
            deadlines.watch(ticket);
        }
    }

    private JobTicket<?, ?> ticket(long deadlineNanos) {
        return Workbench.queued(
                timer,
                new JobLedger(),
                FakeConnection::number,
                JobOptions.defaults().withDeadline(Duration.ofNanos(deadlineNanos)));
    }
}
