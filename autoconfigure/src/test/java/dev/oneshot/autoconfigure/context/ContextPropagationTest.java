package dev.oneshot.autoconfigure.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Receiver;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.Line;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import dev.oneshot.worker.JobDecorator;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class ContextPropagationTest {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
    private static final List<String> BETWEEN_JOBS = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner contexts = Contexts.plain().withUserConfiguration(OneLine.class);

    @AfterEach
    void forget() {
        MDC.clear();
        TENANT.remove();
        SecurityContextHolder.clearContext();
    }

    @Test
    void theAskersMdcIsThereInTheJobAndNotInTheNext() {
        contexts.run(context -> {
            ConnectionWorker<Line> worker = worker(context.getBean(OneLine.class));
            MDC.put("user", "ada");
            assertThat(worker.<String>call(line -> MDC.get("user"))).isEqualTo("ada");

            MDC.clear();
            assertThat(worker.<String>call(line -> MDC.get("user"))).isNull();
        });
    }

    @Test
    void whatAJobPutsIntoTheMdcIsGoneAfterIt() {
        contexts.run(context -> {
            ConnectionWorker<Line> worker = worker(context.getBean(OneLine.class));
            worker.call(line -> {
                MDC.put("user", "left behind");
                return true;
            });

            assertThat(worker.<String>call(line -> MDC.get("user"))).isNull();
        });
    }

    @Test
    void theContextIsThatOfTheSubmission() {
        contexts.run(context -> {
            ConnectionWorker<Line> worker = worker(context.getBean(OneLine.class));
            CountDownLatch release = Contexts.occupy(worker);
            MDC.put("user", "ada");
            Receiver<String> answer = worker.<String>submit(line -> MDC.get("user"));
            MDC.put("user", "grace");
            release.countDown();

            assertThat(context.getBean(Runner.class).blockOn(answer)).isEqualTo("ada");
        });
    }

    @Test
    void theWorkersThreadCarriesNothingBetweenJobs() {
        Connector<Line> looking = new Connector<>() {
            @Override
            public Line open() {
                return new Line("one");
            }

            @Override
            public Session<Line> session(Line line) {
                return new Session<>() {
                    @Override
                    public Line lend(JobTransaction transaction) {
                        return line;
                    }

                    /** On the worker's thread, after the job and outside of what surrounds it. */
                    @Override
                    public void reclaim(Line lent) {
                        BETWEEN_JOBS.add(String.valueOf(MDC.get("user")));
                    }
                };
            }
        };
        contexts.run(context -> {
            try (ConnectionWorker<Line> worker = context.getBean(WorkerBuilderFactory.class)
                    .over("looking", looking)
                    .build()) {
                worker.start();
                MDC.put("user", "ada");
                assertThat(worker.<String>call(line -> MDC.get("user"))).isEqualTo("ada");
            }
        });

        assertThat(BETWEEN_JOBS).containsExactly("null");
    }

    @Test
    void theAskersSecurityContextIsThereInTheJobAndNotInTheNext() {
        contexts.run(context -> {
            ConnectionWorker<Line> worker = worker(context.getBean(OneLine.class));
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(new TestingAuthenticationToken("ada", "password")));
            assertThat(worker.<String>call(line -> userName())).isEqualTo("ada");

            SecurityContextHolder.clearContext();
            assertThat(worker.<String>call(line -> userName())).isEqualTo("nobody");
        });
    }

    private static String userName() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "nobody" : authentication.getName();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void theAskersObservationIsCurrentInTheJob() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(all -> true);
        contexts.run(context -> {
            ConnectionWorker<Line> worker = worker(context.getBean(OneLine.class));
            Observation request = Observation.start("request", observations);
            Observation seen;
            try (Observation.Scope scope = request.openScope()) {
                seen = worker.call(line -> observations.getCurrentObservation());
            }

            assertThat(seen).isSameAs(request);
            assertThat(worker.<Observation>call(line -> observations.getCurrentObservation()))
                    .isNull();
        });
    }

    @Test
    void accessorsThatAreBeansTakePartAndTheProcessesRegistryIsLeftAlone() {
        List<ThreadLocalAccessor<?>> before =
                List.copyOf(ContextRegistry.getInstance().getThreadLocalAccessors());
        contexts.withBean(TenantAccessor.class).run(context -> {
            TENANT.set("acme");
            assertThat(worker(context.getBean(OneLine.class)).<String>call(line -> TENANT.get()))
                    .isEqualTo("acme");
        });
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors()).isEqualTo(before);
    }

    @Test
    void propagationCanBeSwitchedOff() {
        contexts.withPropertyValues("oneshot.worker.propagate-context=false").run(context -> {
            MDC.put("user", "ada");
            assertThat(worker(context.getBean(OneLine.class)).<String>call(line -> MDC.get("user")))
                    .isNull();
            assertThat(context).doesNotHaveBean(JobDecorator.class);
        });
    }

    private static ConnectionWorker<Line> worker(OneLine configuration) {
        return configuration.worker;
    }

    @Configuration(proxyBeanMethods = false)
    static class OneLine {

        ConnectionWorker<Line> worker;

        @Bean
        ConnectionWorker<Line> line(WorkerBuilderFactory workers) {
            worker = workers.over("line", () -> new Line("one")).build();
            return worker;
        }
    }

    static final class TenantAccessor implements ThreadLocalAccessor<String> {

        @Override
        public Object key() {
            return "tenant";
        }

        @Override
        public String getValue() {
            return TENANT.get();
        }

        @Override
        public void setValue(String value) {
            TENANT.set(value);
        }

        @Override
        public void setValue() {
            TENANT.remove();
        }
    }
}
