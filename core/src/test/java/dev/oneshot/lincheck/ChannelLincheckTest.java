package dev.oneshot.lincheck;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.channel.Channel;
import dev.oneshot.channel.ChannelReceiver;
import dev.oneshot.channel.ChannelSender;
import dev.oneshot.channel.SendResult;
import dev.oneshot.testing.CountingWaker;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** Each step of a channel happens at once: nothing is lost, doubled or out of order, whoever sends, leaves or closes. */
@Param(name = "message", gen = IntGen.class, conf = "1:3")
@Param(name = "thread", gen = ThreadIdGen.class)
public class ChannelLincheckTest extends LinearizabilityContract {

    private final ChannelSender<Integer> sender;
    private final ChannelReceiver<Integer> receiver;
    private final Slots<Boolean> sends = new Slots<>();

    public ChannelLincheckTest() {
        Channel<Integer> channel = Channel.bounded(1);
        sender = channel.sender();
        receiver = channel.receiver();
    }

    @Operation
    public SendResult trySend(@Param(name = "message") int message) {
        return sender.trySend(message);
    }

    @Operation
    public String send(@Param(name = "thread") int thread, @Param(name = "message") int message) {
        sends.begin(thread, () -> sender.send(message));
        return sends.poll(thread);
    }

    @Operation
    public void withdraw(@Param(name = "thread") int thread) {
        sends.close(thread);
    }

    @Operation
    public String tryReceive() {
        return receiver.tryReceive().toString();
    }

    @Operation(nonParallelGroup = "receiver")
    public String receive() {
        Future<Optional<Integer>> receive = receiver.receive();
        Poll<Optional<Integer>> poll = receive.poll(new CountingWaker().context());
        receive.close();
        return poll.toString();
    }

    @Operation(runOnce = true)
    public void close() {
        receiver.close();
    }

    @Operation(runOnce = true)
    public void discard() {
        receiver.discard();
    }
}
