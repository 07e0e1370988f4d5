package dev.oneshot.autoconfigure.endpoint;

import dev.oneshot.worker.JobOutcome;
import dev.oneshot.worker.WorkerListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How many jobs each of a worker's latest commits has made final. */
final class RecentBatches implements WorkerListener {

    private static final int CAPACITY = 16;

    private final Deque<Integer> sizes = new ArrayDeque<>(CAPACITY);

    /** The latest is last. */
    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public void jobEnded(String job, JobOutcome outcome, long waitedNanos, long ranNanos) {}

    @Override
    public synchronized void committed(int jobs, long nanos) {
        if (sizes.size() == CAPACITY) {
            sizes.removeFirst();
        }
        sizes.addLast(jobs);
    }
}
