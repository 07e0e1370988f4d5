package dev.oneshot.worker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that wait, in a lane for each {@link Priority}, and which of them is next: the first of the highest lane, unless
 * a lower one has been patient for long enough. Guarded by the lock of the {@link JobQueue}.
 */
final class JobLanes<C> {

    /** How often in a row a lane is passed over for higher ones before it is served. */
    private static final int PATIENCE = 8;

    private final List<JobLane<C>> lanes = new ArrayList<>();
    private int size;

    JobLanes() {
        for (int lane = 0; lane < Priority.values().length; lane++) {
            lanes.add(new JobLane<>());
        }
    }

    int size() {
        return size;
    }

    /** All jobs, lane by lane and in order. */
    List<QueuedJob<C, ?>> all() {
        List<QueuedJob<C, ?>> jobs = new ArrayList<>(size);
        for (JobLane<C> lane : lanes) {
            for (QueuedJob<C, ?> job = lane.first(); job != null; job = job.next) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    void append(QueuedJob<C, ?> job) {
        lanes.get(job.priority().ordinal()).append(job);
        size++;
    }

    void prepend(QueuedJob<C, ?> job) {
        lanes.get(job.priority().ordinal()).prepend(job);
        size++;
    }

    /** The job whose turn it is; it stays where it is. */
    @Nullable QueuedJob<C, ?> next() {
        QueuedJob<C, ?> highest = null;
        for (JobLane<C> lane : lanes) {
            QueuedJob<C, ?> first = lane.first();
            if (first == null) {
                continue;
            }
            if (lane.passedOver >= PATIENCE) {
                return first;
            }
            highest = highest == null ? first : highest;
        }
        return highest;
    }

    /** Takes out the job whose turn it is; the others have waited once more. */
    void serve(QueuedJob<C, ?> next) {
        for (JobLane<C> lane : lanes) {
            lane.passedOver = lane == next.lane || lane.first() == null ? 0 : lane.passedOver + 1;
        }
        remove(next);
    }

    /** Takes out a job, if it is still here. */
    void remove(QueuedJob<C, ?> job) {
        JobLane<C> lane = job.lane;
        if (lane != null) {
            lane.unlink(job);
            size--;
        }
    }

    /** How many wait in each lane. */
    Map<Priority, Integer> sizes() {
        Map<Priority, Integer> sizes = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            sizes.put(priority, lanes.get(priority.ordinal()).size());
        }
        return sizes;
    }

    /** How long the first of all has waited. */
    long oldestWaitNanos() {
        long oldest = 0;
        for (JobLane<C> lane : lanes) {
            QueuedJob<C, ?> first = lane.first();
            oldest = first == null ? oldest : Math.max(oldest, first.waitedNanos());
        }
        return oldest;
    }
}
