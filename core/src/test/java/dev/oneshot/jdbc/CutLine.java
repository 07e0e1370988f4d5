package dev.oneshot.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();

    CutLine(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void breakAtNextCommit(Cut cut) {
        armed.set(cut);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket onward = new Socket(InetAddress.getLoopbackAddress(), target);
            AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
            start(() -> passOn(client, onward, cut));
            start(() -> passBack(onward, client, cut));
        }
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
        server.close();
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }

    private static void start(Pump pump) {
        Thread thread = new Thread(() -> {
            try {
                pump.run();
            } catch (IOException closed) {
                // The end of this line, at either side.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
