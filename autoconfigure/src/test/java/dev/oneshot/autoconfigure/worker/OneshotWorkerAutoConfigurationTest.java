package dev.oneshot.autoconfigure.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobDecorator;
import dev.oneshot.worker.WorkerBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class OneshotWorkerAutoConfigurationTest {

    @Test
    void aWorkerOverAnythingRunsWithTheApplicationsRunnerAndChannels() {
        Contexts.plain().withUserConfiguration(Scale.class).run(context -> {
            ConnectionWorker<?> worker = context.getBean("scale", ConnectionWorker.class);

            assertThat(worker.isRunning()).isTrue();
            assertThat(worker.<String>call(Object::toString)).isEqualTo("Line[name=scale]");
            assertThat(context.getBean(OneshotFactory.class).counts().created()).isEqualTo(1);
            assertThat(context.getBean(PollCounter.class).completions()).isEqualTo(1);
        });
    }

    @Test
    void customizersApplyInOrderAfterTheProperties() {
        Contexts.plain()
                .withPropertyValues("oneshot.worker.queue-capacity=3")
                .withUserConfiguration(Scale.class, Customizers.class)
                .run(context -> assertThat(context.getBean(ConnectionWorker.class)
                                .snapshot()
                                .queue()
                                .capacity())
                        .isEqualTo(7));
    }

    @Test
    void decoratorsWrapEachJobTheFirstOutermost() {
        Contexts.plain().withUserConfiguration(Scale.class, Decorators.class).run(context -> {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            worker.call(line -> "done");

            assertThat(context.getBean(Decorators.class).told).containsExactly("outer", "inner");
        });
    }

    @Test
    void ourBeansBackOff() {
        WorkerBuilderFactory own = new WorkerBuilderFactory() {
            @Override
            public <C> WorkerBuilder<C> over(String name, Connector<C> connector) {
                return ConnectionWorker.over(connector).name(name);
            }
        };
        Contexts.plain()
                .withBean("mine", WorkerBuilderFactory.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(WorkerBuilderFactory.class)).isSameAs(own));
    }

    @Configuration(proxyBeanMethods = false)
    static class Scale {

        @Bean
        ConnectionWorker<Line> scale(WorkerBuilderFactory workers) {
            return workers.over("scale", () -> new Line("scale")).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        @Bean
        @Order(2)
        WorkerCustomizer second() {
            return (worker, builder) -> {
                if (worker.equals("scale")) {
                    builder.queueCapacity(7);
                }
            };
        }

        @Bean
        @Order(1)
        WorkerCustomizer first() {
            return (worker, builder) -> builder.queueCapacity(5);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorators {

        final List<String> told = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        JobDecorator inner() {
            return telling("inner");
        }

        @Bean
        @Order(1)
        JobDecorator outer() {
            return telling("outer");
        }

        private JobDecorator telling(String name) {
            return new JobDecorator() {
                @Override
                public <C, R> Job<C, R> decorate(Job<C, R> job) {
                    return connection -> {
                        told.add(name);
                        return job.run(connection);
                    };
                }
            };
        }
    }
}
