package dev.oneshot.jdbc;

import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What a receiver got, awaited with a bound that only guards against hanging. */
final class Answer {

    private static final Duration GUARD = Duration.ofSeconds(30);

    private Answer() {}

    static <R> R of(Receiver<R> receiver) {
        return Runner.create().blockOn(receiver, GUARD);
    }

    /** What the receiver throws; a checked exception itself. */
    static Throwable failureOf(Receiver<?> receiver) {
        Object answer;
        try {
            answer = of(receiver);
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("no failure, but the answer " + answer);
    }
}
