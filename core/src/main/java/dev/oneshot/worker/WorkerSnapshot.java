package dev.oneshot.worker;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is doing at one moment.
 *
 * @param name the worker's name
 * @param state where it stands
 * @param queue the jobs that wait
 * @param running the job that holds the connection, null if none does
 * @param connection how the connection has fared
 * @param readers the connections for jobs that only read, null if there are none
 */
public record WorkerSnapshot(
        String name,
        WorkerState state,
        Queue queue,
        @Nullable Running running,
        Connection connection,
        @Nullable Readers readers) {

    /**
     * The jobs that wait.
     *
     * @param size how many there are
     * @param lanes how many of each priority
     * @param capacity how many there may be
     * @param oldestWait how long the first of them has waited; zero if there is none
     */
    public record Queue(int size, Map<Priority, Integer> lanes, int capacity, Duration oldestWait) {

        /** Keeps the numbers from being changed. */
        public Queue {
            lanes = Collections.unmodifiableMap(new EnumMap<>(lanes));
        }

        /**
         * How many more jobs would be accepted now.
         *
         * @return free places
         */
        public int remaining() {
            return capacity - size;
        }
    }

    /**
     * The job that holds the connection.
     *
     * @param job its name
     * @param age how long it has been running
     */
    public record Running(String job, Duration age) {}

    /**
     * How the connection has fared.
     *
     * @param connected whether there is one
     * @param since how long it has been as it is, connected or not; a connection that opened and never worked does not
     *     end the time without one
     * @param reconnects how often a lost connection was replaced since the worker was created
     * @param lastFailure what last broke the connection or kept it from opening, null if nothing did
     */
    public record Connection(
            boolean connected,
            Duration since,
            long reconnects,
            @Nullable Throwable lastFailure) {}

    /**
     * The connections for jobs that only read.
     *
     * @param queue the jobs that wait for one of them
     * @param seats each of them
     */
    public record Readers(Queue queue, List<Reader> seats) {}

    /**
     * One connection for reading.
     *
     * @param running the job that holds it, null if none does
     * @param connection how it has fared
     */
    public record Reader(@Nullable Running running, Connection connection) {}
}
