package dev.oneshot.autoconfigure.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says by how much a pool is too small for the worker and its readers. */
final class PoolTooSmallFailureAnalyzer extends AbstractFailureAnalyzer<PoolTooSmallException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PoolTooSmallException cause) {
        return new FailureAnalysis(
                "The connections do not suffice: " + cause.getMessage() + ".",
                "Raise 'spring.datasource.hikari.maximum-pool-size' (or the maximumPoolSize of a pool of your own) to at"
                        + " least " + cause.needed()
                        + ", which the worker keeps for good, plus what others take from the"
                        + " pool; or lower 'oneshot.worker.readers.size'.",
                cause);
    }
}
