package dev.oneshot;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How many channels are watched for senders that become unreachable before they sent.
 *
 * <p>The receiver of such a channel is woken and throws {@link SenderClosedException}, and a warning is logged that
 * says where the channel was opened. It happens when the garbage collector gets to it, so this finds mistakes; it is
 * not a way to end a wait. The channels of a worker's answers are not among them: the worker completes each.
 */
public enum LeakDetection {
    /** No channel is watched: a receiver whose sender was lost waits until its driver gives up. */
    OFF,
    /** One channel in 128, at random, is watched. */
    SAMPLED,
    /** Every channel is watched. Each opening records a stack trace: for tests and for the hunt. */
    ALWAYS;

    private static final int SAMPLING_INTERVAL = 128;

    boolean watchesNext() {
        return switch (this) {
            case OFF -> false;
            case SAMPLED -> ThreadLocalRandom.current().nextInt(SAMPLING_INTERVAL) == 0;
            case ALWAYS -> true;
        };
    }
}
