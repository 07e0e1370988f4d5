package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.answer;
import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.testing.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log tells of a connection that is lost, and of the attempts to get another. */
@Timeout(60)
class OutageLogTest {

    private static final String LOST = "WARNING worker 'outage' lost its connection ";

    @RegisterExtension
    final LogLines log = LogLines.of(Link.class, "'outage'");

    @RegisterExtension
    final Workbench bench = new Workbench(settings ->
            settings.name("outage").validateAfterIdle(Duration.ofDays(1)).group(8, Duration.ofDays(1)));

    private final ConnectionWorker<FakeConnection> worker = bench.worker;

    @Test
    void theFirstConnectionIsToldOfInOneWord() {
        worker.start();
        answer(worker.submit(bench.job("works")));

        assertThat(log.lines()).containsExactly("INFO worker 'outage' is connected");
    }

    @Test
    void theJobThatMetTheLossIsNamed() {
        worker.start();
        answer(worker.submit(bench.job("works")));

        breakIt();

        assertThat(answer(worker.submit(FakeConnection::number))).isEqualTo(2);
        assertThat(log.lines())
                .containsExactly(
                        "INFO worker 'outage' is connected",
                        LOST + "in job 'insertOrder' and opens another: dev.oneshot.worker.BrokenPipe: broken pipe",
                        "INFO worker 'outage' is connected after 0 µs and 1 attempt");
    }

    @Test
    void theJobThatRunsOutsideATransactionIsNamedAsWell() {
        worker.start();

        failure(worker.submit(
                connection -> {
                    throw new BrokenPipe();
                },
                JobOptions.named("vacuum").withTransaction(JobTransaction.NONE)));

        assertThat(log.linesWith("lost")).singleElement().asString().startsWith(LOST + "in job 'vacuum' and");
    }

    @Test
    void aLossInTheCommitNamesAJobAndTheNumberOfTheOthers() throws Exception {
        Gate gate = bench.startOccupied();
        Receiver<String> last = null;
        for (int job = 0; job < 3; job++) {
            last = worker.submit(bench.job("order"), JobOptions.named("insertOrder"));
        }
        bench.connector.always(Step.COMMIT, ScriptedConnector.fail(new BrokenPipe()));

        gate.open();

        failure(last);
        assertThat(log.linesWith("lost"))
                .singleElement()
                .asString()
                .startsWith(LOST + "in the commit of job 'gate' and 3 others and opens another: ");
    }

    @Test
    void theFurtherAttemptsAreToldOfEverMoreSeldomAndTheEndWithItsLength() throws Exception {
        bench.connector.next(Step.OPEN, () -> {});
        IntStream.range(0, 20)
                .forEach(
                        attempt -> bench.connector.next(Step.OPEN, ScriptedConnector.fail(new IOException("refused"))));
        bench.connector.next(Step.OPEN, () -> bench.timer.advance(Duration.ofMillis(5_200)));
        worker.start();
        answer(worker.submit(bench.job("works")));
        breakIt();

        answer(worker.submit(bench.job("works")));

        assertThat(log.linesWith("has had no connection for"))
                .extracting(line -> line.replaceAll("tries again in [0-9]+ µs|tries again in 1 ms", "tries again"))
                .containsExactly(
                        noConnection("1 attempt"),
                        noConnection("2 attempts"),
                        noConnection("4 attempts"),
                        noConnection("8 attempts"),
                        noConnection("16 attempts"));
        assertThat(log.lines()).endsWith("INFO worker 'outage' is connected after 5.2 s and 21 attempts");
        assertThat(bench.connector.count(Step.OPEN)).isEqualTo(22);
    }

    @Test
    void connectionsThatOpenAndNeverWorkAreToldOfAsSeldomAndTheFirstThatWorks() {
        worker.start();
        answer(worker.submit(bench.job("works")));
        IntStream.range(0, 20).forEach(attempt -> breakIt());

        answer(worker.submit(bench.job("works")));
        answer(worker.submit(bench.job("works on")));

        assertThat(log.linesWith("lost")).hasSize(6);
        assertThat(log.linesWith("tries again")).hasSize(5);
        assertThat(log.linesWith("is connected")).hasSize(7);
        assertThat(log.lines()).endsWith("INFO worker 'outage' is connected after 0 µs and 20 attempts");
    }

    @Test
    void aLossAfterTheConnectionHasWorkedIsNewsAgain() {
        worker.start();
        answer(worker.submit(bench.job("works")));
        for (int loss = 0; loss < 5; loss++) {
            breakIt();
            answer(worker.submit(bench.job("works")));
        }

        assertThat(log.linesWith("lost")).hasSize(5);
        assertThat(log.linesWith("after 0 µs and 1 attempt")).hasSize(5);
    }

    private void breakIt() {
        failure(worker.submit(
                connection -> {
                    throw new BrokenPipe();
                },
                JobOptions.named("insertOrder")));
    }

    private static String noConnection(String attempts) {
        return "WARNING worker 'outage' has had no connection for 0 µs and " + attempts
                + ", and tries again: java.io.IOException: refused";
    }
}
