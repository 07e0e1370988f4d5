package dev.oneshot.autoconfigure.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which two workers have the same name, whichever bean was the first to ask for all of them. */
final class DuplicateWorkerNameFailureAnalyzer extends AbstractFailureAnalyzer<DuplicateWorkerNameException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DuplicateWorkerNameException cause) {
        return new FailureAnalysis(
                "In this application " + cause.getMessage() + ".",
                "Give each a name of its own: where its builder is begun, or by 'oneshot.worker.name' for the worker over"
                        + " the DataSource.",
                cause);
    }
}
