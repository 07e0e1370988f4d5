package dev.oneshot.devices;

import dev.oneshot.testing.Bounded;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A device at the other end of a local socket, which can be made to hold its answers back, or to hang up. */
abstract class Device implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile Socket latest = new Socket();

    Device() throws IOException {
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /** Reads one question and returns its answer; the end of the stream as an {@link java.io.EOFException}. */
    abstract byte[] answer(DataInputStream in) throws IOException;

    void start() {
        inBackground(() -> {
            while (true) {
                Socket connection = listener.accept();
                latest = connection;
                connections.incrementAndGet();
                inBackground(() -> serve(connection));
            }
        });
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int connections() {
        return connections.get();
    }

    int questions() {
        return questions.get();
    }

    void awaitQuestions(int count) {
        Bounded.until(count + " questions have come", () -> questions.get() >= count);
    }

    void holdAnswers() {
        mayAnswer = new CountDownLatch(1);
    }

    void answerAtLast() {
        mayAnswer.countDown();
    }

    void hangUp() throws IOException {
        latest.close();
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] answer = answer(in);
                CountDownLatch gate = mayAnswer;
                questions.incrementAndGet();
                gate.await();
                out.write(answer);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The other side has hung up, or the test is over: either ends the conversation.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        latest.close();
        answerAtLast();
    }
}
