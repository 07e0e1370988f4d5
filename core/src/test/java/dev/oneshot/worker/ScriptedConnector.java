package dev.oneshot.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A connector that records what is asked of it, on which thread, and does at each step what the test has scripted:
 * nothing, unless told otherwise.
 */
final class ScriptedConnector implements Connector<FakeConnection> {

    /** What happens at one step. */
    @FunctionalInterface
    interface Script {
        void run() throws Throwable;
    }

    private final Map<Step, Queue<Script>> scripts = new EnumMap<>(Step.class);
    private final Map<Step, Script> always = Collections.synchronizedMap(new EnumMap<>(Step.class));
    private final List<String> events = new ArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private int opened;

    /** What the transactions say of themselves. */
    volatile boolean keepsAfterFailedStatement;

    volatile boolean fencesTravel;

    private final boolean threadBound;

    ScriptedConnector() {
        this(true);
    }

    private ScriptedConnector(boolean threadBound) {
        this.threadBound = threadBound;
    }

    /** One whose connection any thread may have. */
    static ScriptedConnector unbound() {
        return new ScriptedConnector(false);
    }

    @Override
    public boolean threadBound() {
        return threadBound;
    }

    /** What happens the next time; called again, the time after that. */
    synchronized ScriptedConnector next(Step step, Script script) {
        scripts.computeIfAbsent(step, any -> new ArrayDeque<>()).add(script);
        return this;
    }

    /** What happens whenever nothing else is scripted. */
    ScriptedConnector always(Step step, Script script) {
        always.put(step, script);
        return this;
    }

    static Script fail(Throwable failure) {
        return () -> {
            throw failure;
        };
    }

    /** Adds an event of the test's own to the record. */
    synchronized void record(String event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    Set<Thread> threads() {
        return threads;
    }

    synchronized long count(Step step) {
        String prefix = name(step);
        return events.stream().filter(event -> event.startsWith(prefix)).count();
    }

    /** Blocks until a step was taken so many times. */
    synchronized void await(Step step, int times) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(step) < times) {
            long remaining = end - System.nanoTime();
            if (remaining <= 0) {
                throw new AssertionError("no " + times + " times " + step + " in " + events);
            }
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
        }
    }

    @Override
    public FakeConnection open() throws Exception {
        // Two that are opened at the same time have numbers of their own.
        int number;
        synchronized (this) {
            number = ++opened;
        }
        try {
            take(Step.OPEN, number);
        } catch (Throwable failure) {
            synchronized (this) {
                opened--;
            }
            throw failure;
        }
        return new FakeConnection(number);
    }

    @Override
    public boolean validate(FakeConnection connection) throws Exception {
        take(Step.VALIDATE, connection.number());
        return true;
    }

    @Override
    public Session<FakeConnection> session(FakeConnection connection) {
        return new ScriptedSession(connection);
    }

    /** Records and scripts what surrounds the jobs on one connection. */
    private final class ScriptedSession implements Session<FakeConnection>, Transactions {

        private final FakeConnection connection;

        ScriptedSession(FakeConnection connection) {
            this.connection = connection;
        }

        @Override
        public FakeConnection lend(JobTransaction transaction) throws Exception {
            takeIfScripted(Step.LEND, connection.number());
            return connection;
        }

        @Override
        public void returned(FakeConnection lent) throws Exception {
            takeIfScripted(Step.RETURNED, connection.number());
        }

        @Override
        public void reclaim(FakeConnection lent) throws Exception {
            takeIfScripted(Step.RECLAIM, connection.number());
        }

        /** The one thing that another thread than the worker's asks for. */
        @Override
        public void cancel(FakeConnection lent) {
            record(name(Step.CANCEL) + connection.number());
            Script script = script(Step.CANCEL);
            if (script != null) {
                ScriptedConnector.run(script);
            }
        }

        @Override
        public Transactions transactions() {
            return this;
        }

        @Override
        public void begin() throws Exception {
            take(Step.BEGIN, connection.number());
        }

        @Override
        public void commit() throws Exception {
            take(Step.COMMIT, connection.number());
        }

        @Override
        public void afterCommit() throws Exception {
            takeIfScripted(Step.AFTER_COMMIT, connection.number());
        }

        @Override
        public void rollback() throws Exception {
            take(Step.ROLLBACK, connection.number());
        }

        @Override
        public boolean keepsAfterFailedStatement() {
            return keepsAfterFailedStatement;
        }

        @Override
        public boolean fencesTravel() {
            return fencesTravel;
        }

        @Override
        public Fence fence() throws Exception {
            take(Step.FENCE, connection.number());
            return new Fence() {
                @Override
                public void release() throws Exception {
                    take(Step.RELEASE, connection.number());
                }

                @Override
                public void releaseAfterRead() throws Exception {
                    take(fencesTravel ? Step.LEAVE : Step.RELEASE, connection.number());
                }

                @Override
                public void rollback() throws Exception {
                    take(Step.UNDO, connection.number());
                }
            };
        }
    }

    private void takeIfScripted(Step step, int number) throws Exception {
        Script script = script(step);
        if (script != null) {
            record(name(step) + number);
            run(script);
        }
    }

    /** Not recorded, unless it is scripted. */
    @Override
    public boolean isBroken(FakeConnection connection, Throwable failure) {
        Script script = script(Step.IS_BROKEN);
        if (script != null) {
            run(script);
        }
        return failure instanceof BrokenPipe;
    }

    @Override
    public void close(FakeConnection connection) throws Exception {
        take(Step.CLOSE, connection.number());
    }

    private void take(Step step, int number) throws Exception {
        threads.add(Thread.currentThread());
        record(name(step) + number);
        Script script = script(step);
        if (script != null) {
            run(script);
        }
    }

    private synchronized Script script(Step step) {
        Queue<Script> queue = scripts.get(step);
        Script next = queue == null ? null : queue.poll();
        return next == null ? always.get(step) : next;
    }

    private static void run(Script script) {
        try {
            script.run();
        } catch (Throwable failure) {
            throw sneak(failure);
        }
    }

    /** Throws anything, checked or not, where the compiler would not allow it. */
    static RuntimeException sneak(Throwable failure) {
        return ScriptedConnector.<RuntimeException>throwAs(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException throwAs(Throwable failure) throws E {
        throw (E) failure;
    }

    private static String name(Step step) {
        return step.name().toLowerCase(Locale.ROOT) + " ";
    }
}
