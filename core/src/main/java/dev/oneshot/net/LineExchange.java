package dev.oneshot.net;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer, a state machine by hand.
 *
 * <pre>
 *   NEW ──poll──▶ WRITING ──all written──▶ READING ──a line──▶ ENDED
 *    └─close─▶ ENDED   └──── failure, close: the connection is closed ────▶ ENDED
 * </pre>
 */
final class LineExchange implements Future<String> {

    private enum State {
        NEW,
        WRITING,
        READING,
        ENDED
    }

    private final LineClient client;
    private final TcpConnection connection;
    private final LineBuffer received;
    private final Future<@Nullable Void> writing;
    private @Nullable Future<Integer> reading;
    private State state = State.NEW;

    LineExchange(LineClient client, TcpConnection connection, LineBuffer received, ByteBuffer question) {
        this.client = client;
        this.connection = connection;
        this.received = received;
        this.writing = connection.writeAll(question);
    }

    @Override
    public Poll<String> poll(Context context) {
        if (state == State.ENDED) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        try {
            return step(context);
        } catch (IOException e) {
            close();
            throw new CompletionException(this + " failed: " + e, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Poll<String> step(Context context) throws IOException {
        if (state == State.NEW) {
            begin();
        }
        if (state == State.WRITING) {
            if (!writing.poll(context).isReady()) {
                return Poll.pending();
            }
            state = State.READING;
        }
        String line = received.takeLine();
        while (line == null) {
            if (!read(context)) {
                return Poll.pending();
            }
            line = received.takeLine();
        }
        state = State.ENDED;
        client.end(this);
        return Poll.ready(line);
    }

    /**
     * Refuses if another is under way; and looks for what nobody asked for, which would be taken for the answer. It only
     * looks, whatever the budget says, and nobody need be woken: the one who reads the answer polls again.
     */
    private void begin() throws IOException {
        state = State.ENDED;
        client.begin(this);
        state = State.WRITING;
        if (!received.isEmpty() || read(Context.of(Waker.noop()))) {
            throw new IOException("the device has said something that nobody asked for");
        }
    }

    /** Reads what is there; false if that is nothing yet. */
    private boolean read(Context context) throws IOException {
        Future<Integer> current = reading == null ? connection.read(received.room()) : reading;
        reading = current;
        Poll<Integer> count = current.poll(context);
        if (!count.isReady()) {
            return false;
        }
        reading = null;
        if (count.get() < 0) {
            throw new EOFException("the device has hung up");
        }
        return true;
    }

    @Override
    public void close() {
        if (state == State.WRITING || state == State.READING) {
            connection.close();
            client.end(this);
        }
        state = State.ENDED;
    }

    @Override
    public String toString() {
        return "question by " + client;
    }
}
