package dev.oneshot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Whom a cancellation reaches, and what it says. */
class CancellationTokenTest {

    private final CancellationToken token = CancellationToken.create();
    private final CountingWaker waker = new CountingWaker();

    @Test
    void theFirstCancelWinsAndSaysWhy() {
        Exception reason = new Exception("printer on fire");

        assertThat(token.isCancelled()).isFalse();
        assertThat(token.cancel(reason)).isTrue();
        assertThat(token.cancel(new Exception("too late"))).isFalse();
        assertThat(token.cancel()).isFalse();

        assertThat(token.isCancelled()).isTrue();
        assertThat(token.cause()).containsSame(reason);
        assertThatThrownBy(token::throwIfCancelled)
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessageContaining("printer on fire")
                .hasCause(reason);
    }

    @Test
    void aCancellationReachesTheOthersOfAWakerThatThrows() {
        token.cancelled().poll(Context.of(() -> {
            throw new IllegalStateException("a waker that throws");
        }));
        token.child().cancelled().poll(waker.context());

        assertThat(token.cancel()).isTrue();

        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aTokenThatIsNotCancelledThrowsNothing() {
        assertThatCode(token::throwIfCancelled).doesNotThrowAnyException();
        assertThat(token.cause()).isEmpty();
    }

    @Test
    void aCancellationNeedsNoCause() {
        token.cancel();

        assertThat(token.cause()).isEmpty();
        assertThatThrownBy(token::throwIfCancelled).isInstanceOf(CancellationException.class);
    }

    @Test
    void everybodyWhoWaitsIsWoken() {
        CountingWaker below = new CountingWaker();
        token.cancelled().poll(waker.context());
        token.cancelled().poll(waker.context());
        token.child().child().cancelled().poll(below.context());

        token.cancel();

        assertThat(waker.wakes()).isEqualTo(2);
        assertThat(below.wakes()).isOne();
    }

    @Test
    void childrenAreCancelledWithTheirParent() {
        Exception reason = new Exception("stop");
        CancellationToken child = token.child();
        CancellationToken grandchild = child.child();

        token.cancel(reason);

        assertThat(child.isCancelled()).isTrue();
        assertThat(grandchild.cause()).containsSame(reason);
        assertThat(token.child().isCancelled()).isTrue();
        assertThat(child.cancel()).isFalse();
    }

    @Test
    void aChildIsCancelledAlone() {
        CancellationToken child = token.child();
        CancellationToken sibling = token.child();
        CountingWaker siblings = new CountingWaker();
        sibling.cancelled().poll(siblings.context());
        child.cancelled().poll(waker.context());

        child.cancel();

        assertThat(waker.wakes()).isOne();
        assertThat(siblings.wakes()).isZero();
        assertThat(token.isCancelled()).isFalse();
        assertThat(sibling.isCancelled()).isFalse();
        token.cancel();
        assertThat(siblings.wakes()).isOne();
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aChildThatWasWaitedForAgainIsReachedAgain() {
        CancellationToken child = token.child();
        Future<Void> first = child.cancelled();
        first.poll(waker.context());
        first.close();
        child.cancelled().poll(waker.context());

        token.cancel();

        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aParentKnowsNoChildThatNobodyWaitsFor() {
        Garbage.isCollected(childThatWasWaitedFor(false), token);
        Garbage.isCollected(childThatWasWaitedFor(true), token);
    }

    private WeakReference<CancellationToken> childThatWasWaitedFor(boolean cancelled) {
        CancellationToken child = token.child();
        Future<Void> wait = child.child().cancelled();
        wait.poll(waker.context());
        if (cancelled) {
            child.cancel();
        } else {
            wait.close();
        }
        return new WeakReference<>(child);
    }

    @Test
    void aVeryDeepTreeIsCancelledWithoutOverflow() {
        CancellationToken deepest = token;
        for (int depth = 0; depth < 100_000; depth++) {
            deepest = deepest.child();
        }
        deepest.cancelled().poll(waker.context());

        token.cancel();

        assertThat(waker.wakes()).isOne();
    }
}
