package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The two small words of the protocol. */
class PollAndContextTest {

    private final CountingWaker waker = new CountingWaker();

    @Test
    void readyHoldsItsValueAlsoNull() {
        assertThat(Poll.ready("value").isReady()).isTrue();
        assertThat(Poll.ready("value").get()).isEqualTo("value");
        assertThat(Poll.ready(null).isReady()).isTrue();
        assertThat(Poll.<String>ready(null).get()).isNull();
    }

    @Test
    void pendingIsOneAndHoldsNothing() {
        assertThat(Poll.<String>pending()).isSameAs(Poll.<Integer>pending());
        assertThat(Poll.pending().isReady()).isFalse();
        assertThat(Poll.pending()).hasToString("Pending");
        assertThatThrownBy(Poll.pending()::get).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aContextOfAnotherWakerIsOfTheSameKind() {
        CountingWaker other = new CountingWaker();

        assertThat(Context.of(waker).isBlocking()).isFalse();
        assertThat(Context.of(waker).withWaker(other).isBlocking()).isFalse();
        assertThat(Context.blocking(waker).isBlocking()).isTrue();
        assertThat(Context.blocking(waker).withWaker(other).isBlocking()).isTrue();
        assertThat(Context.blocking(waker).withWaker(other).waker()).isSameAs(other);
    }

    @Test
    void aContextNeedsAWaker() {
        assertThatThrownBy(() -> Context.of(null)).isInstanceOf(NullPointerException.class);
    }
}
