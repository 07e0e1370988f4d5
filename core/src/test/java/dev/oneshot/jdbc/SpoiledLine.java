package dev.oneshot.jdbc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a PostgreSQL server that notes the simple queries on it, and can spoil a savepoint, so that the server refuses
 * it while all that was sent along with it arrives as it is.
 */
final class SpoiledLine implements AutoCloseable {

    static final String SAVEPOINT = "SAVEPOINT PGJDBC_AUTOSAVE";

    private static final String REFUSED = "SAVEPOINT PGJDBC AUTOSAVE";
    private static final Set<Integer> BEFORE_THE_START = Set.of(80877103, 80877104);
    private static final int SIMPLE_QUERY = 'Q';

    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final AtomicInteger untilSpoiled = new AtomicInteger();
    private final Line line;

    SpoiledLine(int target) throws IOException {
        line = new Line(target, this::connected);
    }

    int port() {
        return line.port();
    }

    /** The simple queries so far, as they were sent. */
    List<String> queries() {
        return List.copyOf(queries);
    }

    /** Spoils the savepoint that comes as the so-manieth from now on. */
    void spoil(int next) {
        untilSpoiled.set(next);
    }

    private void connected(Socket client, Socket onward) {
        Line.start(() -> passOn(client, onward));
        Line.start(() -> passBack(onward, client));
    }

    private void passOn(Socket client, Socket onward) throws IOException {
        try (client;
                onward) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(onward.getOutputStream());
            boolean started = false;
            while (!started) {
                byte[] opening = new byte[in.readInt() - Integer.BYTES];
                in.readFully(opening);
                out.writeInt(opening.length + Integer.BYTES);
                out.write(opening);
                started = !BEFORE_THE_START.contains(ByteBuffer.wrap(opening).getInt());
            }
            for (int type = in.read(); type >= 0; type = in.read()) {
                byte[] message = new byte[in.readInt() - Integer.BYTES];
                in.readFully(message);
                out.write(type);
                out.writeInt(message.length + Integer.BYTES);
                out.write(type == SIMPLE_QUERY ? spoiled(message) : message);
            }
        }
    }

    private byte[] spoiled(byte[] message) {
        String query = new String(message, 0, message.length - 1, StandardCharsets.UTF_8);
        queries.add(query);
        boolean spoils = query.equals(SAVEPOINT) && untilSpoiled.getAndDecrement() == 1;
        return spoils ? (REFUSED + '\0').getBytes(StandardCharsets.UTF_8) : message;
    }

    private static void passBack(Socket onward, Socket client) throws IOException {
        try (client;
                onward) {
            onward.getInputStream().transferTo(client.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
