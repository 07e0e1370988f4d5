package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.ConnectionFailedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which worker could not connect when the application started, why, and how to start all the same. */
final class ConnectionFailedFailureAnalyzer extends AbstractFailureAnalyzer<ConnectionFailedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConnectionFailedException cause) {
        return new FailureAnalysis(
                "Worker '" + cause.worker() + "' could not open its connection: " + cause.getCause(),
                "Check that what it connects to is running, and the address and credentials that it uses. To start"
                        + " without the connection and go on trying, set 'oneshot.worker.fail-fast' to false.",
                cause);
    }
}
