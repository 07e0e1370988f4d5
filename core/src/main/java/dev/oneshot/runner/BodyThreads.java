package dev.oneshot.runner;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where bodies run by default: each at once on a thread of its own. Virtual threads are there from JDK 21 on; this is
 * compiled for 17, so they are looked up.
 */
final class BodyThreads {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final long IDLE_SECONDS = 10;
    private static final AtomicLong COUNT = new AtomicLong();

    static final Executor DEFAULT =
            Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? virtualThreads() : cachedThreads();

    private BodyThreads() {}

    private static Executor virtualThreads() {
        MethodHandle start;
        try {
            start = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        return body -> start(start, body);
    }

    private static void start(MethodHandle startVirtualThread, Runnable body) {
        try {
            Thread thread = (Thread) startVirtualThread.invokeExact(body);
            assert thread != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Executor cachedThreads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), BodyThreads::newThread);
    }

    /** The thread serves one body after the other, so it inherits nothing from whoever needed it first. */
    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, "oneshot-async-" + COUNT.incrementAndGet(), 0, false);
        thread.setContextClassLoader(BodyThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
