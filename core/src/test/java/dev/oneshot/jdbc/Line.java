package dev.oneshot.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A line to a server on the loopback: whoever opens it sees to what is passed on, on threads that end with the line. */
final class Line implements AutoCloseable {

    /** What is done with a connection from both sides. */
    @FunctionalInterface
    interface Passage {
        void connected(Socket client, Socket onward);
    }

    /** What one thread of the line does, until either side closes. */
    @FunctionalInterface
    interface Pump {
        void run() throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Passage passage;

    Line(int target, Passage passage) throws IOException {
        this.target = target;
        this.passage = passage;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            passage.connected(client, new Socket(InetAddress.getLoopbackAddress(), target));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static void start(Pump pump) {
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
