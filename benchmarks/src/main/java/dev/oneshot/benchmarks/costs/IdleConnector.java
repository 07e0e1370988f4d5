package dev.oneshot.benchmarks.costs;

import dev.oneshot.worker.Connector;

/** Opens a connection that does nothing and belongs to no thread, so that a lone caller runs its job itself, as with JDBC. */
final class IdleConnector implements Connector<Object> {

    @Override
    public Object open() {
        return new Object();
    }

    @Override
    public boolean threadBound() {
        return false;
    }
}
