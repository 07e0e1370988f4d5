package dev.oneshot.stress;

import dev.oneshot.Context;
import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.ReceiverClosedException;
import dev.oneshot.SenderClosedException;
import dev.oneshot.Waker;
import java.util.function.Supplier;

/** The channel as it is, used by its public API alone. */
final class IntactChannel implements Channel {

    private final Oneshot<String> oneshot = Oneshot.create();

    @Override
    public String send(String value) {
        try {
            return oneshot.sender().send(value) ? "sent" : "refused";
        } catch (IllegalStateException e) {
            return "too late";
        }
    }

    @Override
    public void closeSender() {
        oneshot.sender().close();
    }

    @Override
    public void closeReceiver() {
        oneshot.receiver().close();
    }

    @Override
    public String poll(Waker waker) {
        return inWords(() -> oneshot.receiver().poll(Context.of(waker)));
    }

    @Override
    public String tryReceive() {
        return inWords(() -> oneshot.receiver().tryReceive());
    }

    @Override
    public String pollClosed(Waker waker) {
        return oneshot.sender().closed().poll(Context.of(waker)).isReady() ? "ended" : "pending";
    }

    private static String inWords(Supplier<Poll<String>> receive) {
        try {
            Poll<String> poll = receive.get();
            return poll.isReady() ? poll.get() : "pending";
        } catch (SenderClosedException e) {
            return "sender closed";
        } catch (ReceiverClosedException e) {
            return "receiver closed";
        }
    }
}
