package dev.oneshot.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A line to a server that passes everything on, until it is told to break at the next commit. */
final class CutLine implements AutoCloseable {

    enum Cut {
        /** The server never sees the commit. */
        BEFORE_THE_COMMIT,
        /** The server commits, and nobody hears of it. */
        BEFORE_THE_ANSWER
    }

    private static final String COMMIT = "COMMIT";

    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
    private final Line line;

    CutLine(int target) throws IOException {
        line = new Line(target, this::connected);
    }

    int port() {
        return line.port();
    }

    void breakAtNextCommit(Cut cut) {
        armed.set(cut);
    }

    private void connected(Socket client, Socket onward) {
        AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
        Line.start(() -> passOn(client, onward, cut));
        Line.start(() -> passBack(onward, client, cut));
    }

    private void passOn(Socket client, Socket onward, AtomicReference<@Nullable Cut> cut) throws IOException {
        try (client;
                onward) {
            InputStream in = client.getInputStream();
            OutputStream out = onward.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean commits = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMIT);
                if (commits) {
                    cut.set(armed.getAndSet(null));
                }
                if (cut.get() == Cut.BEFORE_THE_COMMIT) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static void passBack(Socket onward, Socket client, AtomicReference<@Nullable Cut> cut) throws IOException {
        try (client;
                onward) {
            InputStream in = onward.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0 && cut.get() == null; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
