package dev.oneshot.benchmarks.costs;

import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.CalledContestant;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.worker.ConnectionWorker;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One application, with its worker and what its callers carry with them. */
final class CostsContestant implements CalledContestant {

    private final String name;
    private final Set<Feature> features;
    private final ConfigurableApplicationContext application;
    private final ConnectionWorker<Object> worker;

    private CostsContestant(
            String name,
            Set<Feature> features,
            ConfigurableApplicationContext application,
            ConnectionWorker<Object> worker) {
        this.name = name;
        this.features = features;
        this.application = application;
        this.worker = worker;
    }

    static CostsContestant open(String name, Set<Feature> features) {
        ConfigurableApplicationContext application = new SpringApplicationBuilder(CostsApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(
                        "--spring.main.banner-mode=off",
                        "--oneshot.metrics.enabled=" + features.contains(Feature.METRICS),
                        "--oneshot.worker.propagate-context=" + features.contains(Feature.CONTEXT));
        return new CostsContestant(name, features, application, workerOf(application));
    }

    @SuppressWarnings("unchecked") // the only one there is
    private static ConnectionWorker<Object> workerOf(ConfigurableApplicationContext application) {
        return application.getBean(ConnectionWorker.class);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean takes(Operation operation) {
        return operation == Operation.NOTHING;
    }

    @Override
    public Call caller(Operation operation, long seed) {
        Call call = () -> worker.call(connection -> connection);
        return features.contains(Feature.CONTEXT)
                ? new CarryingCall(call, features.contains(Feature.OBSERVATION))
                : call;
    }

    /** How the application is set up, for tests. */
    ConfigurableApplicationContext application() {
        return application;
    }

    @Override
    public void close() {
        application.close();
    }
}
