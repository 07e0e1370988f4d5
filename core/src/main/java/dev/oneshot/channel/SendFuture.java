package dev.oneshot.channel;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a place and puts its message there; owns the message until then. */
final class SendFuture<T> implements Future<Boolean> {

    private final PlaceFuture<T> place;
    private @Nullable T message;

    SendFuture(PlaceFuture<T> place, T message) {
        this.place = place;
        this.message = message;
    }

    @Override
    public Poll<Boolean> poll(Context context) {
        Poll<Optional<Permit<T>>> permit;
        try {
            permit = place.poll(context);
        } catch (RuntimeException misuse) {
            drop();
            throw misuse;
        }
        if (!permit.isReady()) {
            return Poll.pending();
        }
        boolean sent = permit.get().isPresent() && permit.get().get().send(Objects.requireNonNull(message));
        if (sent) {
            message = null;
        } else {
            drop();
        }
        return Poll.ready(sent);
    }

    @Override
    public void close() {
        place.close();
        drop();
    }

    private void drop() {
        T dropped = message;
        message = null;
        if (dropped != null) {
            Dropped.close(dropped);
        }
    }

    @Override
    public String toString() {
        return "send, with a " + place;
    }
}
