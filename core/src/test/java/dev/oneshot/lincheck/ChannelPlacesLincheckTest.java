package dev.oneshot.lincheck;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.channel.Channel;
import dev.oneshot.channel.ChannelSender;
import dev.oneshot.channel.Permit;
import dev.oneshot.runner.Runner;
import dev.oneshot.testing.CountingWaker;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.Operation;

/** The one place of a channel is held by one at a time, and whoever blocks for it gets it in the end. */
public class ChannelPlacesLincheckTest extends LinearizabilityContract {

    private final ChannelSender<Integer> sender = Channel.<Integer>bounded(1).sender();
    private final Runner runner = Runner.create();
    private int count;

    @Operation
    public int waitAndCount() {
        return count(runner.blockOn(sender.reserve()));
    }

    /** Asks, leaves the line if it must wait, and waits anew. */
    @Operation
    public int leaveAndComeBackAndCount() {
        Future<Optional<Permit<Integer>>> asking = sender.reserve();
        Poll<Optional<Permit<Integer>>> poll = asking.poll(new CountingWaker().context());
        asking.close();
        return count(poll.isReady() ? poll.get() : runner.blockOn(sender.reserve()));
    }

    private int count(Optional<Permit<Integer>> permit) {
        int counted = ++count;
        permit.orElseThrow().close();
        return counted;
    }
}
