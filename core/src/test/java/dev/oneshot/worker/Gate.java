package dev.oneshot.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A job, or a script, that tells when it has begun and then waits until the test lets it go on. */
final class Gate implements Job<FakeConnection, String>, ScriptedConnector.Script {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final boolean stubborn;

    Gate() {
        this(false);
    }

    private Gate(boolean stubborn) {
        this.stubborn = stubborn;
    }

    /** One that no interrupt can move. */
    static Gate stubborn() {
        return new Gate(true);
    }

    void awaitEntered() throws InterruptedException {
        if (!entered.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came to the gate");
        }
    }

    void open() {
        opened.countDown();
    }

    @Override
    public String run(FakeConnection connection) throws InterruptedException {
        run();
        return "through the gate";
    }

    /** For a place that may throw nothing. */
    void runQuietly() {
        try {
            run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() throws InterruptedException {
        entered.countDown();
        while (true) {
            try {
                if (!opened.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody opened the gate");
                }
                return;
            } catch (InterruptedException e) {
                if (!stubborn) {
                    throw e;
                }
            }
        }
    }
}
