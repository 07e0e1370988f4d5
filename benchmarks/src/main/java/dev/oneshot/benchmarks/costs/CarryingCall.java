package dev.oneshot.benchmarks.costs;

import dev.oneshot.benchmarks.load.Call;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.MDC;

/**
 * A call by a thread that carries a context, from its first call until its end: making it is not what is measured, but that
 * jobs have it too.
 */
final class CarryingCall implements Call {

    private final Call call;
    private final boolean observed;
    private boolean carries;

    CarryingCall(Call call, boolean observed) {
        this.call = call;
        this.observed = observed;
    }

    @Override
    public void once() throws Exception {
        if (!carries) {
            carries = true;
            MDC.put("request", "4711");
            if (observed) {
                Observation.start("request", registry()).openScope();
            }
        }
        call.once();
    }

    private static ObservationRegistry registry() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new Listening());
        return registry;
    }

    /** Registries without a handler do nothing at all. */
    private static final class Listening implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
