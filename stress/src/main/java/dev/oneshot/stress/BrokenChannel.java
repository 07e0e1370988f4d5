package dev.oneshot.stress;

import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of the channel, written down once more and as short as possible, with one step done wrong.
 *
 * <p>A race over it must show outcomes that are forbidden over the intact channel; otherwise that race proves nothing.
 */
final class BrokenChannel implements Channel {

    enum Flaw {
        /** Looks whether the channel is open, and then ends it, instead of both in one compare-and-set. */
        ENDS_IN_TWO_STEPS,
        /** Looks for a waker, and then stores the outcome, instead of the other way round. */
        LOOKS_FOR_THE_WAKER_TOO_EARLY,
        /** Does not look at the outcome again after the waker was stored. */
        LOOKS_AT_THE_OUTCOME_ONLY_ONCE,
        /** Closes the receiver without looking whether there is a value already. */
        CLOSES_OVER_THE_VALUE,
        /** Writes when it should only look. */
        PUTS_BACK_WHAT_IT_SAW
    }

    private final Flaw flaw;
    private final AtomicReference<@Nullable String> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable Waker> receiving = new AtomicReference<>();
    private final AtomicReference<@Nullable Waker> closing = new AtomicReference<>();

    BrokenChannel(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public String send(String value) {
        String winner = end(value);
        if (winner == null) {
            return "sent";
        }
        return winner.equals("receiver closed") ? "refused" : "too late";
    }

    @Override
    public void closeSender() {
        end("sender closed");
    }

    @Override
    public void closeReceiver() {
        if (flaw == Flaw.CLOSES_OVER_THE_VALUE) {
            outcome.set("receiver closed");
            return;
        }
        end("receiver closed");
    }

    @Override
    public String poll(Waker waker) {
        return pollFor(receiving, waker, null);
    }

    @Override
    public String pollClosed(Waker waker) {
        return pollFor(closing, waker, "ended");
    }

    @Override
    public String tryReceive() {
        String seen = outcome.get();
        if (flaw == Flaw.PUTS_BACK_WHAT_IT_SAW) {
            outcome.set(seen);
        }
        return seen == null ? "pending" : seen;
    }

    /** Null for the winner, otherwise the outcome that won. */
    private @Nullable String end(String with) {
        @Nullable Waker seenTooEarly = flaw == Flaw.LOOKS_FOR_THE_WAKER_TOO_EARLY ? receiving.getAndSet(null) : null;
        @Nullable String winner;
        if (flaw == Flaw.ENDS_IN_TWO_STEPS) {
            winner = outcome.get();
            if (winner == null) {
                outcome.set(with);
            }
        } else {
            winner = outcome.compareAndExchange(null, with);
        }
        if (winner == null) {
            wake(flaw == Flaw.LOOKS_FOR_THE_WAKER_TOO_EARLY ? seenTooEarly : receiving.getAndSet(null));
            wake(closing.getAndSet(null));
        }
        return winner;
    }

    private String pollFor(AtomicReference<@Nullable Waker> slot, Waker waker, @Nullable String answer) {
        String seen = outcome.get();
        if (seen == null) {
            slot.set(waker);
            seen = flaw == Flaw.LOOKS_AT_THE_OUTCOME_ONLY_ONCE ? null : outcome.get();
            if (seen == null) {
                return "pending";
            }
            slot.set(null);
        }
        return answer == null ? seen : answer;
    }

    private static void wake(@Nullable Waker waker) {
        if (waker != null) {
            waker.wake();
        }
    }
}
