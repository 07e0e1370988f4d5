package dev.oneshot.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.worker.ConnectionWorker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class CostsContestantTest {

    @Test
    void hasNothingSwitchedOnUnlessTold() {
        assertThat(seen(EnumSet.noneOf(Feature.class))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void hasWhatItIsToldAndNothingElse(Feature feature) {
        Set<Feature> features = EnumSet.of(feature);
        if (feature == Feature.OBSERVATION) {
            features.add(Feature.CONTEXT);
        }
        assertThat(seen(features)).isEqualTo(features);
    }

    @Test
    @Timeout(60)
    void aLoneCallerRunsItsJobItself() {
        try (CostsContestant contestant = CostsContestant.open("test", EnumSet.noneOf(Feature.class))) {
            ConnectionWorker<?> worker = contestant.application().getBean(ConnectionWorker.class);
            // At first the worker's thread may not have sat down yet.
            while (worker.<Thread>call(connection -> Thread.currentThread()) != Thread.currentThread()) {
                Thread.onSpinWait();
            }
        }
    }

    /** What is really there: meters of the worker, and the caller's context inside a job. */
    private static Set<Feature> seen(Set<Feature> features) {
        Set<Feature> seen = EnumSet.noneOf(Feature.class);
        try (CostsContestant contestant = CostsContestant.open("test", features)) {
            MeterRegistry registry = contestant.application().getBean(MeterRegistry.class);
            if (registry.find("oneshot.worker.jobs").meter() != null) {
                seen.add(Feature.METRICS);
            }
            inJob(contestant, () -> {
                if (MDC.get("request") != null) {
                    seen.add(Feature.CONTEXT);
                }
                if (ObservationThreadLocalAccessor.getInstance().getValue() != null) {
                    seen.add(Feature.OBSERVATION);
                }
            });
        }
        return seen;
    }

    private static void inJob(CostsContestant contestant, Runnable look) {
        ConnectionWorker<?> worker = contestant.application().getBean(ConnectionWorker.class);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Call call = contestant.caller(Operation.NOTHING, 1);
        Thread caller = new Thread(() -> {
            try {
                call.once();
                worker.submit(connection -> {
                            look.run();
                            return connection;
                        })
                        .toCompletableFuture()
                        .join();
            } catch (Exception e) {
                failure.set(e);
            }
        });
        caller.start();
        try {
            caller.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failure.get()).isNull();
    }
}
