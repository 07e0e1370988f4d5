package dev.oneshot.benchmarks.access;

import java.util.concurrent.ThreadFactory;

/** Names the threads that own a connection. */
final class OwnerThread {

    private OwnerThread() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
