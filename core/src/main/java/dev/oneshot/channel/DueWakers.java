package dev.oneshot.channel;

import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wakers that one step has found due: collected under the lock, woken after it, since a waker is foreign code. */
final class DueWakers {

    private final List<Waker> wakers = new ArrayList<>();

    void add(@Nullable Waker waker) {
        if (waker != null) {
            wakers.add(waker);
        }
    }

    void wakeAll() {
        Waker.wakeAll(wakers);
    }
}
