package dev.oneshot.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits until one of the registered channels is ready.
 *
 * <p>There is a thread, and a selector, from the first registration until no channel has been open for a while. Both
 * changes happen under the lock, so that no channel is ever registered with a selector that nobody waits on.
 */
final class SelectorLoop {

    private static final Logger LOG = System.getLogger(Network.class.getName());

    private final String name;
    private final long lingerMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Selector selector;
    private @Nullable Thread thread;
    private volatile boolean closed;

    SelectorLoop(String name, long lingerMillis) {
        this.name = name;
        this.lingerMillis = Math.max(1, lingerMillis);
    }

    /** Makes the channel non-blocking and adds it; closing the channel takes it out again. */
    Registration register(SelectableChannel channel) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("network '" + name + "' is closed");
            }
            channel.configureBlocking(false);
            SelectionKey key = channel.register(runningSelector(), 0);
            Registration registration = new Registration(key);
            key.attach(registration);
            return registration;
        } finally {
            lock.unlock();
        }
    }

    /** Closes all channels and waits for the end of the thread. */
    void close() {
        Selector closing;
        Thread ending;
        lock.lock();
        try {
            closed = true;
            closing = selector;
            ending = thread;
        } finally {
            lock.unlock();
        }
        if (closing != null) {
            closeAll(closing);
            closing.wakeup();
        }
        if (ending != null) {
            join(ending);
        }
    }

    private Selector runningSelector() throws IOException {
        Selector running = selector;
        if (running == null) {
            Selector opened = Selector.open();
            Thread started = new Thread(null, () -> run(opened), name, 0, false);
            started.setDaemon(true);
            selector = opened;
            thread = started;
            started.start();
            return opened;
        }
        return running;
    }

    private void run(Selector selecting) {
        try {
            boolean lingered = false;
            while (true) {
                // First without waiting: a channel that is closed while select() returns has its wake-up swallowed by
                // it, and would leave the set of keys, unseen, only when the next select() has begun to wait.
                selecting.selectNow(SelectorLoop::ready);
                boolean idle = selecting.keys().isEmpty();
                if (idle && (lingered || closed) && retireIfIdle(selecting)) {
                    return;
                }
                selecting.select(SelectorLoop::ready, idle ? lingerMillis : 0);
                lingered = idle;
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(selecting, e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Registration) key.attachment()).ready();
    }

    private boolean retireIfIdle(Selector idle) throws IOException {
        lock.lock();
        try {
            if (!idle.keys().isEmpty()) {
                return false;
            }
            selector = null;
            thread = null;
        } finally {
            lock.unlock();
        }
        idle.close();
        return true;
    }

    /** Fails whoever waits for this selector; the next registration begins with another. */
    private void fail(Selector broken, Throwable reason) {
        LOG.log(Level.ERROR, "network '" + name + "' closes all that is open, since it cannot wait for it", reason);
        lock.lock();
        try {
            if (selector == broken) {
                selector = null;
                thread = null;
            }
        } finally {
            lock.unlock();
        }
        closeAll(broken);
        try {
            broken.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the selector of network '" + name + "' could not be closed", e);
        }
    }

    private static void closeAll(Selector selector) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            ((Registration) key.attachment()).close();
        }
    }

    private static void join(Thread ending) {
        if (ending == Thread.currentThread()) {
            return;
        }
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
