package dev.oneshot.worker;

/**
 * What a worker does with its connection while no job waits: fetch notifications, keep the line alive.
 *
 * @param <C> the type of the connection
 */
@FunctionalInterface
public interface IdleTask<C> {

    /**
     * Runs on the worker's thread, outside any transaction. Jobs that arrive meanwhile wait for it.
     *
     * @param connection the connection itself
     * @throws Exception is logged; the connection is replaced if {@link Connector#isBroken} says so
     */
    void run(C connection) throws Exception;
}
