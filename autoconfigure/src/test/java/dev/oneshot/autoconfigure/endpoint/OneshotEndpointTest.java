package dev.oneshot.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.endpoint.OneshotEndpoint.Report;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.Priority;
import dev.oneshot.worker.WorkerState;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class OneshotEndpointTest {

    private final ApplicationContextRunner contexts =
            Contexts.withDatabase().withPropertyValues("management.endpoints.web.exposure.include=oneshot");

    @Test
    void aBusyWorkerIsShownAsItIs() {
        contexts.run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1, JobOptions.named("next"));

            Report report = context.getBean(OneshotEndpoint.class).report();
            release.countDown();

            assertThat(report.channels().created()).isEqualTo(2);
            assertThat(report.polls().polls()).isZero();
            assertThat(report.workers()).singleElement().satisfies(shown -> {
                assertThat(shown.name()).isEqualTo("database");
                assertThat(shown.state()).isEqualTo(WorkerState.RUNNING);
                assertThat(shown.queue().size()).isEqualTo(1);
                assertThat(shown.queue().capacity()).isEqualTo(256);
                assertThat(shown.running()).isNotNull();
                assertThat(shown.connection().connected()).isTrue();
                assertThat(shown.connection().lastFailure()).isNull();
                assertThat(shown.transactions().commits()).isZero();
                assertThat(shown.transactions().recentBatches()).isEmpty();
                assertThat(shown.readers()).isNull();
            });
            assertThat(new JsonMapper().writeValueAsString(report))
                    .contains("\"polls\":{\"polls\":0,\"pendings\":0,\"completions\":0,\"wakes\":0}")
                    .contains(
                            "\"name\":\"database\",\"state\":\"RUNNING\",\"queue\":{\"size\":1,\"lanes\":{\"high\":0,\"low\":0,\"normal\":1},\"capacity\":256");
        });
    }

    @Test
    void theLatestBatchesAreShown() {
        contexts.withPropertyValues("oneshot.worker.batch.max-time=1h").run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            for (int i = 0; i < 16; i++) {
                worker.call(connection -> 1);
            }
            CountDownLatch release = Contexts.occupy(worker);
            worker.submit(connection -> 1);
            worker.submit(connection -> {
                throw new IllegalStateException("wrong");
            });
            release.countDown();
            worker.stop();

            WorkerReport.Transactions shown = context.getBean(OneshotEndpoint.class)
                    .report()
                    .workers()
                    .get(0)
                    .transactions();

            assertThat(shown.commits()).isEqualTo(17);
            assertThat(shown.rollbacks()).isEqualTo(1);
            assertThat(shown.recentBatches()).hasSize(16).endsWith(1, 2).startsWith(1, 1);
        });
    }

    @Test
    void readersAreShownAsTheyAre() {
        contexts.withPropertyValues("oneshot.worker.readers.size=2").run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            JobOptions report = JobOptions.named("report").readOnly();
            CountDownLatch first = Contexts.occupy(worker, report);
            CountDownLatch second = Contexts.occupy(worker, report);
            worker.submit(connection -> 1, report.withPriority(Priority.LOW));

            WorkerReport.Readers shown = context.getBean(OneshotEndpoint.class)
                    .report()
                    .workers()
                    .get(0)
                    .readers();
            first.countDown();
            second.countDown();

            assertThat(shown.queue().lanes())
                    .containsEntry("low", 1)
                    .containsEntry("normal", 0)
                    .containsEntry("high", 0);
            assertThat(shown.connections()).hasSize(2).allSatisfy(reader -> {
                assertThat(reader.running().job()).isEqualTo("report");
                assertThat(reader.connection().connected()).isTrue();
            });
        });
    }

    @Test
    void itIsThereOnlyWhereItIsExposed() {
        Contexts.withDatabase()
                .withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(OneshotEndpoint.class));
        contexts.withPropertyValues("management.endpoint.oneshot.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(OneshotEndpoint.class));
    }
}
