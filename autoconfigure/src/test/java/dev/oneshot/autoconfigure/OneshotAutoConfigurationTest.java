package dev.oneshot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Futures;
import dev.oneshot.LeakDetection;
import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.runner.BlockingGuard;
import dev.oneshot.runner.Runner;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class OneshotAutoConfigurationTest {

    @Test
    void theRunnerCountsInTheSharedCounter() {
        Contexts.plain().run(context -> {
            String answer = context.getBean(Runner.class).blockOn(Futures.ready("here"));

            assertThat(answer).isEqualTo("here");
            assertThat(context.getBean(PollCounter.class).polls()).isEqualTo(1);
            assertThat(context.getBean(Runner.class).counter()).isSameAs(context.getBean(PollCounter.class));
        });
    }

    @ParameterizedTest
    @CsvSource({"off, OFF", "sampled, SAMPLED", "always, ALWAYS"})
    void leakDetectionIsThatOfTheProperty(String value, LeakDetection expected) {
        Contexts.plain()
                .withPropertyValues("oneshot.leak-detection=" + value)
                .run(context -> assertThat(
                                ReflectionTestUtils.getField(context.getBean(OneshotFactory.class), "leakDetection"))
                        .isEqualTo(expected));
    }

    @Test
    void leaksAreSampledByDefault() {
        Contexts.plain()
                .run(context -> assertThat(
                                ReflectionTestUtils.getField(context.getBean(OneshotFactory.class), "leakDetection"))
                        .isEqualTo(LeakDetection.SAMPLED));
    }

    @Test
    void userBeansReplaceOurs() {
        Contexts.plain().withUserConfiguration(OwnBeans.class).run(context -> {
            assertThat(context).hasSingleBean(PollCounter.class).hasBean("myCounter");
            assertThat(context).hasSingleBean(OneshotFactory.class).hasBean("myFactory");
            assertThat(context).hasSingleBean(Runner.class).hasBean("myRunner");
            assertThat(context).hasSingleBean(BlockingGuard.class).hasBean("myGuard");
        });
    }

    @Test
    void theUsersGuardGuardsOurRunner() {
        Contexts.plain()
                .withBean(BlockingGuard.class, () -> () -> {
                    throw new IllegalStateException("not here");
                })
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Runner.class).blockOn(Futures.ready(1)))
                        .hasMessage("not here"));
    }

    @Test
    void nothingIsThereWhenDisabled() {
        Contexts.withDatabase()
                .withPropertyValues("oneshot.enabled=false")
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .noneMatch(name -> name.toLowerCase().contains("oneshot")));
    }

    @Test
    void blockingAReactorThreadIsRefusedWithAdvice() {
        Contexts.plain().run(context -> {
            Runner runner = context.getBean(Runner.class);
            Mono<Integer> blocking = Mono.fromCallable(() -> runner.blockOn(Futures.ready(1)));

            assertThatThrownBy(() -> blocking.subscribeOn(Schedulers.parallel()).block())
                    .hasMessageContaining("parallel")
                    .hasMessageContaining("return the Receiver from the controller");
            assertThat(blocking.subscribeOn(Schedulers.boundedElastic()).block())
                    .isEqualTo(1);
        });
    }

    @Test
    void withoutReactorEveryThreadMayBlock() {
        Contexts.plain().withClassLoader(new FilteredClassLoader("reactor")).run(context -> {
            assertThat(context).doesNotHaveBean(BlockingGuard.class);
            assertThat((int) context.getBean(Runner.class).blockOn(Futures.ready(1)))
                    .isEqualTo(1);
        });
    }

    @Test
    void allBeanNamesCarryOurPrefix() {
        Contexts.withDatabase().run(context -> {
            assertThat(context.getBeanFactory().getBeanDefinitionNames())
                    .filteredOn(name -> isOurs(context.getBeanFactory().getType(name)))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("oneshot") || name.contains("dev.oneshot."));
        });
    }

    @Test
    void theApplicationsTaskExecutorIsLeftAlone() {
        Contexts.withDatabase()
                .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .run(context ->
                        assertThat(context).hasSingleBean(Executor.class).hasBean("applicationTaskExecutor"));
    }

    private static boolean isOurs(Class<?> type) {
        return type != null && type.getName().startsWith("dev.oneshot.");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        @Bean
        PollCounter myCounter() {
            return new PollCounter();
        }

        @Bean
        OneshotFactory myFactory() {
            return new OneshotFactory();
        }

        @Bean
        Runner myRunner() {
            return Runner.create();
        }

        @Bean
        BlockingGuard myGuard() {
            return BlockingGuard.NONE;
        }
    }
}
