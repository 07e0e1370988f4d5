package dev.oneshot.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.endpoint.OneshotEndpoint.Report;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
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
            });
            assertThat(new JsonMapper().writeValueAsString(report))
                    .contains("\"polls\":{\"polls\":0,\"pendings\":0,\"completions\":0,\"wakes\":0}")
                    .contains("\"name\":\"database\",\"state\":\"RUNNING\",\"queue\":{\"size\":1,\"capacity\":256");
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
