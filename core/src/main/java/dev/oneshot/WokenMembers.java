package dev.oneshot;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The members of a {@link JoinAll} that were woken since its last poll: a stack to which any thread adds, and which its owner takes as a whole. */
final class WokenMembers {

    private final AtomicReference<@Nullable JoinMember<?>> top = new AtomicReference<>();
    private final Waker owner;

    WokenMembers(Waker owner) {
        this.owner = owner;
    }

    void add(JoinMember<?> member) {
        JoinMember<?> below;
        do {
            below = top.get();
            member.next = below;
        } while (!top.compareAndSet(below, member));
        if (below == null) {
            owner.wake(); // whoever comes on top of another is taken together with it
        }
    }

    /** All of them, linked in the order in which they were woken. */
    @Nullable JoinMember<?> takeAll() {
        JoinMember<?> newest = top.getAndSet(null);
        JoinMember<?> oldest = null;
        while (newest != null) {
            JoinMember<?> below = newest.next;
            newest.next = oldest;
            oldest = newest;
            newest = below;
        }
        return oldest;
    }
}
