package dev.oneshot.net;

import dev.oneshot.Waker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
    private final ThreadFactory threads;
    /** How many keys were cancelled. */
    private final AtomicInteger cancellations = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Selector selector;
    private @Nullable Thread thread;
    private volatile boolean closed;

    SelectorLoop(String name, long lingerMillis) {
        this(name, lingerMillis, loop -> new Thread(null, loop, name, 0, false));
    }

    SelectorLoop(String name, long lingerMillis, ThreadFactory threads) {
        this.name = name;
        this.threads = threads;
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
            Registration registration = new Registration(this, key);
            key.attach(registration);
            return registration;
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of a channel whose key was cancelled. */
    void release(SelectionKey cancelled) {
        // ORDERING: counted before the wake-up. A select that swallows the wake-up is followed by a look at the count.
        cancellations.incrementAndGet();
        cancelled.selector().wakeup();
    }

    /** Closes all channels and waits for the end of the thread. */
    void close() {
        Selector closing;
        Thread ending;
        List<Registration> open = List.of();
        lock.lock();
        try {
            closed = true;
            closing = selector;
            ending = thread;
            if (closing != null) {
                // Under the lock, since the thread forgets its selector there before it closes it.
                open = registrations(closing);
            }
        } finally {
            lock.unlock();
        }
        open.forEach(Registration::close);
        if (closing != null) {
            closing.wakeup();
        }
        if (ending != null) {
            join(ending);
        }
    }

    /** Whether it is asked by a waker that this loop calls. */
    boolean isOwnThread() {
        lock.lock();
        try {
            return thread == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private Selector runningSelector() throws IOException {
        Selector running = selector;
        return running == null ? start(Selector.open()) : running;
    }

    /** Remembers the selector only once somebody waits on it. */
    private Selector start(Selector opened) throws IOException {
        try {
            Thread started = threads.newThread(() -> run(opened));
            started.setDaemon(true);
            started.start();
            thread = started;
            selector = opened;
            return opened;
        } catch (Throwable failure) {
            opened.close();
            throw failure;
        }
    }

    private void run(Selector selecting) {
        List<Waker> due = new ArrayList<>();
        Consumer<SelectionKey> ready = key -> registration(key).ready(due);
        try {
            boolean lingered = false;
            while (true) {
                // First without waiting: a channel that is closed while a select returns has its wake-up swallowed by
                // that, and would leave the set of keys, unseen, only when the next one has begun to wait.
                int before = cancellations.get();
                selecting.selectNow(ready);
                wake(due);
                boolean idle = selecting.keys().isEmpty();
                if (idle && (lingered || closed) && retireIfIdle(selecting)) {
                    return;
                }
                if (before == cancellations.get()) {
                    selecting.select(ready, idle ? lingerMillis : 0);
                    wake(due);
                    lingered = idle;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            wake(due);
            fail(selecting, e);
        }
    }

    /** After the select, so that no waker runs under the monitors of the selector. */
    private static void wake(List<Waker> due) {
        Waker.wakeAll(due);
        due.clear();
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
        if (broken.isOpen()) {
            registrations(broken).forEach(Registration::close);
        }
        try {
            broken.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the selector of network '" + name + "' could not be closed", e);
        }
    }

    private static List<Registration> registrations(Selector selector) {
        return selector.keys().stream().map(SelectorLoop::registration).toList();
    }

    private static Registration registration(SelectionKey key) {
        return (Registration) key.attachment();
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
