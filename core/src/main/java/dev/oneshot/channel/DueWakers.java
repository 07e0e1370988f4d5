package dev.oneshot.channel;

import dev.oneshot.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wakers that one step has found due: collected under the lock, woken after it, since a waker is foreign code. Most
 * steps find none, and nearly all others one, so a list is made for more alone.
 */
final class DueWakers {

    private @Nullable Waker first;
    private @Nullable List<Waker> all;

    void add(@Nullable Waker waker) {
        if (waker == null) {
            return;
        }
        if (first == null) {
            first = waker;
            return;
        }
        if (all == null) {
            all = new ArrayList<>();
            all.add(first);
        }
        all.add(waker);
    }

    void wakeAll() {
        if (first != null) {
            Waker.wakeAll(all == null ? List.of(first) : all);
        }
    }
}
