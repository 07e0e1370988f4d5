package dev.oneshot.autoconfigure.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.autoconfigure.Line;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a developer reads when the application does not start for what was configured. */
@ExtendWith(OutputCaptureExtension.class)
class MisconfigurationTest {

    @Test
    void aValueThatCannotWorkIsShownAsWritten(CapturedOutput output) {
        fail("--oneshot.worker.reconnect.minPause=-5ms");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Property: oneshot.worker.reconnect.min-pause")
                .contains("Value: \"-5ms\"")
                .contains("Origin: \"oneshot.worker.reconnect.minPause\" from property source \"commandLineArgs\"")
                .contains("Reason: It must be longer than zero.")
                .contains("Change the value of 'oneshot.worker.reconnect.min-pause'");
    }

    @Test
    void aDefaultThatCannotWorkBesideAnotherValueIsSaidToBeTheDefault(CapturedOutput output) {
        fail("--oneshot.worker.reconnect.min-pause=20s");

        assertThat(output)
                .contains("Property: oneshot.worker.reconnect.max-pause")
                .contains("Origin: not configured, the default")
                .contains("Reason: It must be at least as long as oneshot.worker.reconnect.min-pause.");
    }

    @Test
    void twoWorkersOfOneName(CapturedOutput output) {
        fail("", TwoLines.class);

        assertThat(output)
                .contains("two workers have the name 'line', bean 'first' and bean 'second'")
                .contains("Give each a name of its own");
    }

    @Test
    void aWorkerOfOnesOwnWithAllSwitchedOff(CapturedOutput output) {
        fail("--oneshot.enabled=false", TwoLines.class);

        assertThat(output)
                .contains("required a WorkerBuilderFactory that could not be found")
                .contains("the property 'oneshot.enabled' is false")
                .contains("Remove the property 'oneshot.enabled'");
    }

    @Test
    void aRunnerWithAllSwitchedOff(CapturedOutput output) {
        fail("--oneshot.enabled=false", NeedsRunner.class);

        assertThat(output)
                .contains("required a Runner that could not be found: the property 'oneshot.enabled' is false");
    }

    private static void fail(String argument, Class<?>... sources) {
        assertThat(catchThrowable(() -> new SpringApplicationBuilder(sources)
                        .sources(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(argument)
                        .close()))
                .isNotNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, DataJdbcRepositoriesAutoConfiguration.class})
    static class Application {}

    record NeedsRunner(Runner runner) {}

    @Configuration(proxyBeanMethods = false)
    static class TwoLines {

        @Bean
        ConnectionWorker<Line> first(WorkerBuilderFactory workers) {
            return workers.over("line", () -> new Line("one")).build();
        }

        @Bean
        ConnectionWorker<Line> second(WorkerBuilderFactory workers) {
            return workers.over("line", () -> new Line("two")).build();
        }
    }
}
