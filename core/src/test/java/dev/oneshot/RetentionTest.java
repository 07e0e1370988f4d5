package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Futures that have ended keep nothing: whoever holds one holds no value that was taken or given up. */
class RetentionTest {

    private final Context context = new CountingWaker().context();
    private Object value = new Object();

    @Test
    void ofAReadyFuture() {
        assertValueIsReleasedBy(Futures.ready(value));
    }

    @Test
    void ofAStage() {
        assertValueIsReleasedBy(Futures.from(CompletableFuture.completedFuture(value)));
    }

    @Test
    void ofAStageThatCameLater() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Future<Object> future = Futures.from(stage);
        future.poll(context);
        stage.complete(value);
        stage = null;

        assertValueIsReleasedBy(future);
    }

    @Test
    void ofAStageThatWasGivenUp() {
        CompletableFuture<Object> stage = CompletableFuture.completedFuture(value);
        Future<Object> future = Futures.from(stage);
        future.close();
        stage = null;

        Garbage.isCollected(forgetValue(), future);
    }

    private void assertValueIsReleasedBy(Future<?> future) {
        assertThat(future.poll(context).isReady()).isTrue();

        Garbage.isCollected(forgetValue(), future);
    }

    private WeakReference<Object> forgetValue() {
        WeakReference<Object> reference = new WeakReference<>(value);
        value = null;
        return reference;
    }
}
