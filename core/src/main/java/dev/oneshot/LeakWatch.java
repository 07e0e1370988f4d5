package dev.oneshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/**
 * What remains of a sender after it was garbage-collected: ends its channel, so that the receiver does not wait for
 * ever, and reports where the channel was opened. It refers to the channel only, never to the sender.
 */
final class LeakWatch implements Runnable {

    private static final Logger LOG = System.getLogger(LeakWatch.class.getName());
    private static final Cleaner CLEANER = Cleaner.create();

    private final CountedChannel<?> channel;
    private final CreationSite createdAt = new CreationSite();

    private LeakWatch(CountedChannel<?> channel) {
        this.channel = channel;
    }

    /** Starts to watch; the result ends the watch. */
    static Cleaner.Cleanable over(Sender<?> sender, CountedChannel<?> channel) {
        return CLEANER.register(sender, new LeakWatch(channel));
    }

    /** Runs when the sender became unreachable, or early and without effect when the channel has ended. */
    @Override
    public void run() {
        if (channel.lost(createdAt)) {
            LOG.log(Level.WARNING, channel + ": its sender was lost before it sent", createdAt);
        }
    }

    /** Marks by its stack trace where a channel was opened. */
    static final class CreationSite extends Throwable {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "the channel was opened here";
        }
    }
}
