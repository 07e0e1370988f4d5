package dev.oneshot.benchmarks.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What things are called in the report, and the order in which they come. */
final class Names {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("sample-app", "Oneshot, the shop as it is shipped");
        NAMES.put("worker", "Oneshot worker");
        NAMES.put("worker-statement", "Oneshot worker, one statement each");
        NAMES.put("worker-2-readers", "Oneshot worker, 2 readers");
        NAMES.put("worker-thread-bound", "Oneshot worker, bound to its thread");
        NAMES.put("oneshot", "Oneshot");
        NAMES.put("oneshotWithWaiter", "Oneshot, the receiver waiting");
        NAMES.put("countedOneshotAndBlockOn", "Oneshot, counted, by blockOn");
        NAMES.put("hikari-1", "HikariCP, 1 connection");
        NAMES.put("hikari-10", "HikariCP, 10 connections");
        NAMES.put("no-database", "no database at all");
        NAMES.put("lock-fair", "fair ReentrantLock");
        NAMES.put("lock-unfair", "unfair ReentrantLock");
        NAMES.put("executor", "single-thread executor");
        NAMES.put("executor-cached", "single-thread executor, statements kept");
        NAMES.put("jctools", "JCTools queue");
        NAMES.put("disruptor", "Disruptor");
        NAMES.put("reactor", "Reactor scheduler");
        NAMES.put("kotlin-actor", "Kotlin actor");
        NAMES.put("park-unpark", "bare park and unpark");
        NAMES.put("completableFuture", "CompletableFuture");
        NAMES.put("nettyPromise", "Netty Promise");
        NAMES.put("guavaSettableFuture", "Guava SettableFuture");
        NAMES.put("reactorSink", "Reactor Sinks.one");
        NAMES.put("kotlinDeferred", "Kotlin CompletableDeferred");
        NAMES.put("scheduledExecutor", "ScheduledThreadPoolExecutor");
        NAMES.put("nettyWheel", "Netty HashedWheelTimer");
        NAMES.put("kotlinWithTimeout", "Kotlin withTimeout");
        NAMES.put("orTimeout", "CompletableFuture.orTimeout");
        NAMES.put("singleThreadExecutor", "single-thread executor");
        NAMES.put("nettyEventLoop", "Netty event loop");
        NAMES.put("kotlinCoroutines", "Kotlin coroutines");
        NAMES.put("virtualThreads", "virtual threads");
        NAMES.put("parkedVirtualThread", "parked virtual thread");
        NAMES.put("workerJob", "Oneshot worker's job");
        NAMES.put("workerJobWithoutDeadline", "Oneshot worker's job without a deadline");
        NAMES.put("executorTaskWithTimeout", "executor's CompletableFuture with orTimeout");
        NAMES.put("executorTask", "executor's CompletableFuture");
        NAMES.put("kotlinChannel", "Kotlin Channel");
        NAMES.put("kotlinChannelWithWaiter", "Kotlin Channel, the receiver waiting");
        NAMES.put("kotlinMutex", "Kotlin Mutex");
        NAMES.put("arrayBlockingQueue", "ArrayBlockingQueue");
        NAMES.put("linkedBlockingQueue", "LinkedBlockingQueue");
        NAMES.put("unfairReentrantLock", "unfair ReentrantLock");
        NAMES.put("fairReentrantLock", "fair ReentrantLock");
        NAMES.put("fairSemaphore", "fair Semaphore");
        NAMES.put("sqlite-full", "SQLite, WAL, synchronous=FULL");
        NAMES.put("sqlite-normal", "SQLite, WAL, synchronous=NORMAL");
        NAMES.put("h2-file", "H2 file");
        NAMES.put("postgresql", "PostgreSQL on the same machine");
        NAMES.put("shop", "The shop over HTTP");
        NAMES.put("shop-read", "a product looked up");
        NAMES.put("shop-write", "an order, durable");
        NAMES.put("shop-mix", "four products to one order");
        NAMES.put("costs", "A job that does nothing, in an application");
        NAMES.put("plain", "nothing goes along with it");
        NAMES.put("metrics", "metrics");
        NAMES.put("context", "context propagation");
        NAMES.put("observation", "context propagation with an observation");
        NAMES.put("all", "all of these");
        NAMES.put("Start-up", "From the start of the JVM to the database's first answer");
        NAMES.put("withoutStarter", "without Oneshot");
        NAMES.put("withStarter", "with Oneshot's starter");
        NAMES.put("nothing", "A job that does nothing");
        NAMES.put("Oneshot", "One value through a fresh channel");
        NAMES.put("OneshotWithWaiter", "One value through a fresh channel, somebody waiting for it");
        NAMES.put("Outstanding request", "Memory that one outstanding request holds");
        NAMES.put("Queued request", "Memory that one job in the queue holds");
        NAMES.put("Timeout", "A time-out set and cancelled");
        NAMES.put("Standing time-out", "Memory that one time-out holds while it stands");
        NAMES.put("Yield in a crowd", "One turn among a million tasks");
        NAMES.put("Yield", "One turn of a thousand tasks");
        NAMES.put("Spawn", "A task started and ended");
        NAMES.put("Channel", "One message in and out of a bounded channel");
        NAMES.put("Mutex", "Taking turns when nobody else wants to");
    }

    private static final List<String> ORDER = List.copyOf(NAMES.keySet());

    private Names() {}

    static String of(String id) {
        return NAMES.getOrDefault(id, id);
    }

    /** The order of the names above, whatever is unknown last. */
    static Comparator<String> order() {
        return Comparator.<String>comparingInt(id -> ORDER.contains(id) ? ORDER.indexOf(id) : ORDER.size())
                .thenComparing(Comparator.naturalOrder());
    }
}
