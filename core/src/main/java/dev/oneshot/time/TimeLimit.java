package dev.oneshot.time;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Timer#timeout}: whichever ends first, the future or a sleep that then fails. */
final class TimeLimit {

    private TimeLimit() {}

    static <T extends @Nullable Object> Future<T> of(Future<T> future, Timer timer, Duration limit) {
        Future<T> late = timer.sleep(limit).then(over -> Futures.failed(new FutureTimeoutException(future, limit)));
        return Futures.first(List.of(future, late));
    }
}
