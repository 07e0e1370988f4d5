package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.time.ManualTimer;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a caller's brief wait brings, and when it is given up; what happens while others run is up to the test. */
class BriefWaitTest {

    private static final int CROWD = BriefWait.CROWD;
    private static final Duration LONG = Duration.ofNanos(CROWD * BriefWait.LONG_NANOS + 1);

    private final ManualTimer timer = ManualTimer.create();
    private final BriefWait wait = new BriefWait(this::othersRun);

    private Runnable meanwhile = () -> {};
    private int timesRun;

    @Test
    void anAnswerThatComesWhileOthersRunIsBrought() {
        QueuedJob<FakeConnection, String> job = job();
        meanwhile = () -> job.complete("done");

        assertThat(wait.bringsAnswer(job, CROWD)).isTrue();
        assertThat(timesRun).isOne();
    }

    @Test
    void withoutAnAnswerOthersAreLetRunOnlyOnce() {
        assertThat(wait.bringsAnswer(job(), CROWD)).isFalse();
        assertThat(timesRun).isOne();
    }

    @Test
    void aFailureIsAnAnswer() {
        QueuedJob<FakeConnection, String> job = job();
        meanwhile = () -> job.fail(JobOutcome.FAILED, new IllegalStateException("no connection"));

        assertThat(wait.bringsAnswer(job, CROWD)).isTrue();
    }

    @Test
    void callersAreCountedWhileTheyWait() {
        meanwhile = () -> assertThat(wait.callers()).isOne();

        wait.bringsAnswer(job(), CROWD);

        assertThat(timesRun).isOne();
        assertThat(wait.callers()).isZero();
    }

    @Test
    void callersAreNotCountedForEverIfLettingOthersRunFails() {
        meanwhile = () -> {
            throw new StackOverflowError();
        };

        assertThat(catchThrowable(() -> wait.bringsAnswer(job(), CROWD))).isInstanceOf(StackOverflowError.class);
        assertThat(wait.callers()).isZero();
    }

    @Test
    void theWorkersThreadLetsCallersRunIfThereAreAny() {
        assertThat(wait.letsCallersRun()).isFalse();
        assertThat(timesRun).isZero();

        meanwhile = () -> {
            meanwhile = () -> {};
            assertThat(wait.letsCallersRun()).isTrue();
        };
        wait.bringsAnswer(job(), CROWD);

        assertThat(timesRun).isEqualTo(2);
    }

    @Test
    void whenItWasMostlyInVainCallersSleepAtOnceForAWhileAndThenTryAgain() {
        callInVain(BriefWait.TRIAL);
        assertThat(timesRun).isEqualTo(BriefWait.TRIAL);

        callInVain(BriefWait.REST);
        assertThat(timesRun).isEqualTo(BriefWait.TRIAL);

        callInVain(1);
        assertThat(timesRun).isEqualTo(BriefWait.TRIAL + 1);
    }

    @Test
    void oneWaitThatTookLongEndsATrialThoughItBroughtTheAnswer() {
        callOverLong();

        callInVain(1);

        assertThat(timesRun).isOne();
    }

    @Test
    void whatWentWellBearsAFewLongWaits() {
        callWell(BriefWait.FULL_TRUST);
        int bearable = BriefWait.FULL_TRUST / BriefWait.LONG_WAIT - 1;

        for (int call = 0; call < bearable; call++) {
            callOverLong();
        }
        assertThat(timesRun).isEqualTo(BriefWait.FULL_TRUST + bearable);

        callOverLong();
        callInVain(1);
        assertThat(timesRun).isEqualTo(BriefWait.FULL_TRUST + bearable + 1);
    }

    @Test
    void twoCallersDoNotWait() {
        assertThat(wait.bringsAnswer(job(), CROWD - 1)).isFalse();
        assertThat(timesRun).isZero();
    }

    @Test
    void theMoreCallersThereAreTheLongerAWaitMayBe() {
        QueuedJob<FakeConnection, String> job = job();
        meanwhile = () -> {
            timer.advance(LONG);
            job.complete("done");
        };
        wait.bringsAnswer(job, CROWD + 1);

        callInVain(1);

        assertThat(timesRun).isEqualTo(2);
    }

    @Test
    void callersSleepTwiceAsLongAfterEachTrialThatFailsUpToABound() {
        for (int rest = BriefWait.REST; rest <= BriefWait.LONGEST_REST; rest *= 2) {
            assertThat(restAfterFailure()).isEqualTo(rest);
        }
        assertThat(restAfterFailure()).isEqualTo(BriefWait.LONGEST_REST);
    }

    @Test
    void whatWentWellMakesTheNextRestShortAgain() {
        restAfterFailure();
        restAfterFailure();
        callWell(BriefWait.FULL_TRUST);
        callInVain(BriefWait.FULL_TRUST - BriefWait.TRIAL);

        assertThat(restAfterFailure()).isEqualTo(BriefWait.REST);
    }

    @Test
    void whoBeganBeforeItWasGivenUpDoesNotProlongThat() {
        QueuedJob<FakeConnection, String> early = job();
        meanwhile = () -> {
            meanwhile = () -> {};
            callOverLong();
        };
        wait.bringsAnswer(early, CROWD);
        int before = timesRun;

        callInVain(BriefWait.REST);
        assertThat(timesRun).isEqualTo(before);

        callInVain(1);
        assertThat(timesRun).isEqualTo(before + 1);
    }

    @Test
    void onlyVirtualThreadsDoNotWaitHere() throws Exception {
        FutureTask<Boolean> call = new FutureTask<>(() -> wait.bringsAnswer(job(), CROWD));
        boolean hasThem = Runtime.version().feature() >= 21;
        if (hasThem) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, call);
        } else {
            call.run();
        }

        assertThat(call.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(timesRun).isEqualTo(hasThem ? 0 : 1);
    }

    private void othersRun() {
        timesRun++;
        meanwhile.run();
    }

    /** How many calls do not wait after one that took too long in a trial. */
    private int restAfterFailure() {
        callOverLong();
        int before = timesRun;
        int rest = -1;
        do {
            callInVain(1);
            rest++;
        } while (timesRun == before);
        // The last call was the first of a trial, and in vain.
        callWell(1);
        return rest;
    }

    private void callInVain(int times) {
        meanwhile = () -> {};
        for (int call = 0; call < times; call++) {
            wait.bringsAnswer(job(), CROWD);
        }
    }

    private void callWell(int times) {
        for (int call = 0; call < times; call++) {
            QueuedJob<FakeConnection, String> job = job();
            meanwhile = () -> job.complete("done");
            wait.bringsAnswer(job, CROWD);
        }
    }

    private void callOverLong() {
        QueuedJob<FakeConnection, String> job = job();
        meanwhile = () -> {
            timer.advance(LONG);
            job.complete("done");
        };
        wait.bringsAnswer(job, CROWD);
    }

    private QueuedJob<FakeConnection, String> job() {
        return Workbench.queued(timer, new JobLedger(), connection -> "done", JobOptions.defaults());
    }
}
