package dev.oneshot.worker;

/**
 * How many of the jobs that wait go into one transaction: all of them, or half.
 *
 * <p>After a group of all callers there is nothing to do until one of them has woken up and asked again, and while it runs
 * they sleep, and so do the carriers of virtual threads: the worker and its callers take turns, however many processors there
 * are. With half of those that wait the others are there when it ends, and all go on at the same time.
 *
 * <p>What is saved is a sleep; what it costs is more commits. So groups are halved only where a commit takes less. And
 * only where callers are on virtual threads: to wake platform threads costs so much that few of them sleep at the same time.
 */
final class GroupSize {

    /** A commit that takes less is cheap: about what it takes to wake a thread of the system. */
    static final long CHEAP_NANOS = 50_000;

    /** So many commits more that are cheap than such as are not are remembered, and so many fewer. */
    static final int MEMORY = 16;

    private final int most;

    private volatile boolean virtualCallers;

    /** Above 0 commits are cheap; belongs to who has the connection. */
    private int cheap;

    /** Groups of so many at most. Nothing is known yet. */
    GroupSize(int most) {
        this.most = most;
    }

    /** A caller waits for its answer: on a virtual thread or not. The last is taken for all; any thread. */
    void callerWaits(boolean virtual) {
        if (virtualCallers != virtual) {
            virtualCallers = virtual;
        }
    }

    /** How many jobs may go into a group that begins with one behind which so many wait. */
    int withWaiting(int waiting) {
        return cheap > 0 && virtualCallers ? Math.min(most, 1 + waiting / 2) : most;
    }

    /** Whether it matters how long commits take; any thread. */
    boolean dependsOnCommits() {
        return virtualCallers;
    }

    /** The commit of a group has taken so long. Most of them count: one in many may write what the others have left behind. */
    void committed(long nanos) {
        cheap = nanos < CHEAP_NANOS ? Math.min(cheap + 1, MEMORY) : Math.max(cheap - 1, -MEMORY);
    }
}
