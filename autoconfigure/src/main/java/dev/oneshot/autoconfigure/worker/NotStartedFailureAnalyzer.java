package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.WorkerStoppedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a worker refused a job while the application was still being put together, and where such a job belongs. */
final class NotStartedFailureAnalyzer extends AbstractFailureAnalyzer<WorkerStoppedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WorkerStoppedException cause) {
        return new FailureAnalysis(
                "A job was submitted before the workers were started: " + cause.getMessage() + ".",
                "Workers start when all beans have been made. Move the job from the constructor or the @PostConstruct"
                        + " method into an ApplicationRunner, an @EventListener for ApplicationReadyEvent, or a"
                        + " SmartLifecycle that has no lower phase than the default. What must be there earlier, such as"
                        + " a schema, can be left to Spring Boot's database initialization.",
                cause);
    }
}
