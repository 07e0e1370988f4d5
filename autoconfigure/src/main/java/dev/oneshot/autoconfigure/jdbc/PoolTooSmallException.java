package dev.oneshot.autoconfigure.jdbc;

/** The worker is to keep more connections than its pool may open. */
final class PoolTooSmallException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int needed;

    PoolTooSmallException(int readers, int poolSize) {
        super("the worker needs 1 + " + readers + " connections, the pool has " + poolSize
                + ": raise spring.datasource.hikari.maximum-pool-size");
        this.needed = 1 + readers;
    }

    int needed() {
        return needed;
    }
}
