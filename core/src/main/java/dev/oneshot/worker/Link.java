package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The worker's hold on its connection: there is one, or there is none and a reason why.
 *
 * <p>Only one thread at a time opens, uses and closes: the worker's, or a caller's to whom the connection is lent. Any
 * thread may take a {@link #snapshot}.
 */
final class Link<C> {

    private static final Logger LOG = System.getLogger(Link.class.getName());

    private final String worker;
    private final Connector<C> connector;
    private final Timer timer;
    private final long validateAfterNanos;
    private final long maxPauseNanos;
    private final Backoff backoff;
    private final Attempts attempts = new Attempts();

    private @Nullable C connection;
    private @Nullable Session<C> session;
    private long usedAt;
    private boolean worked;
    private long goneAt;
    private boolean suspect;
    private boolean replacing;

    /** Whether the last attempt to open the connection failed, and whether the log was not told that it is open. */
    private boolean refused;

    private boolean untold;

    private volatile boolean open;
    private volatile long changedAt;
    private volatile long reconnects;
    private volatile @Nullable Throwable lastFailure;

    Link(String worker, Connector<C> connector, WorkerBuilder<C> settings) {
        this.worker = worker;
        this.connector = connector;
        this.timer = settings.timer;
        this.validateAfterNanos = Durations.nanos(settings.validateAfterIdle);
        this.maxPauseNanos = Durations.nanos(settings.maxReconnectPause);
        this.backoff = new Backoff(
                Durations.nanos(settings.minReconnectPause),
                maxPauseNanos,
                () -> ThreadLocalRandom.current().nextDouble());
        this.goneAt = timer.nanoTime();
        this.changedAt = goneAt;
    }

    /** Forgets earlier losses: a start does not pause, and replaces nothing. Called while no thread owns this. */
    void startAfresh() {
        backoff.reset();
        attempts.beginAfresh();
        replacing = false;
        goneAt = timer.nanoTime();
        changedAt = goneAt;
    }

    boolean isOpen() {
        return open;
    }

    C connection() {
        return present(connection);
    }

    Session<C> session() {
        return present(session);
    }

    private <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("worker '" + worker + "' has no connection");
        }
        return part;
    }

    /** How long to wait before {@link #open} is called; zero the first time. */
    long pauseBeforeOpening() {
        long pause = backoff.nextPauseNanos();
        if (pause > 0 && attempts.isTold()) {
            LOG.log(
                    Level.WARNING,
                    "worker '" + worker + "' has had no connection for " + outage() + ", and tries again in "
                            + Durations.text(pause) + ": " + lastFailure);
        }
        return pause;
    }

    /** Tries to connect; true if there is a connection now. An Error, such as of a missing library, is a failure, too. */
    boolean open() {
        attempts.next();
        C opened = null;
        try {
            opened = Objects.requireNonNull(connector.open(), "the connector opened null");
            session = connector.session(opened);
        } catch (Throwable e) {
            lastFailure = e;
            refused = true;
            closeQuietly(opened);
            return false;
        }
        connection = opened;
        suspect = false;
        tellOfConnecting();
        if (replacing) {
            replacing = false;
            reconnects = reconnects + 1;
        }
        opened();
        usedAt = timer.nanoTime();
        return true;
    }

    /** At once if that is news, or else when it has worked: it may be one of many that are opened in vain. */
    private void tellOfConnecting() {
        untold = !refused && !attempts.isTold();
        refused = false;
        if (!untold) {
            boolean plain = attempts.made() == 1 && !replacing;
            LOG.log(Level.INFO, "worker '" + worker + "' is connected" + (plain ? "" : " after " + outage()));
        }
    }

    /** How long there was no connection that worked. */
    private String outage() {
        int made = attempts.made();
        return Durations.text(timer.nanoTime() - goneAt) + " and " + made + (made == 1 ? " attempt" : " attempts");
    }

    /** Notes that the connection, if it is still there, worked at this time. */
    void used(long at) {
        if (open) {
            if (!worked) {
                worksAtLast();
            }
            usedAt = at;
            backoff.reset();
        }
    }

    private void worksAtLast() {
        worked = true;
        if (untold) {
            untold = false;
            LOG.log(Level.INFO, "worker '" + worker + "' is connected after " + outage());
        }
    }

    @Nullable Throwable lastFailure() {
        return lastFailure;
    }

    /** Notes that a cancellation or a failure may have left its mark on the connection, which is to be validated. */
    void suspect() {
        suspect = true;
    }

    boolean isSuspect() {
        return suspect;
    }

    /** Whether the connection may be used at once, and by any thread: it needs no {@link #isUsable()}. */
    boolean isFresh(long now) {
        return open && !suspect && now - usedAt < validateAfterNanos;
    }

    /** Asks a connection that was idle, or is suspect, whether it still works, and closes it if not. */
    boolean isUsable() {
        if (isFresh(timer.nanoTime())) {
            return true;
        }
        try {
            if (connector.validate(connection())) {
                // Not used(): many a connector answers without asking anybody.
                suspect = false;
                usedAt = timer.nanoTime();
                return true;
            }
            lost(
                    new IllegalStateException("the connection of worker '" + worker + "' did not pass validation"),
                    "when it was validated");
        } catch (Exception e) {
            lost(e, "when it was validated");
        }
        return false;
    }

    private boolean isBrokenBy(Throwable failure) {
        try {
            return connector.isBroken(connection(), failure);
        } catch (RuntimeException e) {
            if (failure != e) {
                failure.addSuppressed(e);
            }
            return true;
        }
    }

    /** Closes the connection if the failure, met in this job or elsewhere, says that it is beyond use; true if so. */
    boolean dropIfBroken(Throwable failure, String where) {
        boolean broken = isBrokenBy(failure);
        if (broken) {
            lost(failure, where);
        }
        return broken;
    }

    /** Closes a connection that is beyond use, as has shown in this job or elsewhere. */
    void lost(Throwable reason, String where) {
        lastFailure = reason;
        replacing = true;
        if (open && hasWorked()) {
            attempts.beginAfresh();
        }
        if (attempts.isTold()) {
            LOG.log(
                    Level.WARNING,
                    "worker '" + worker + "' lost its connection " + where + " and opens another: " + reason);
        }
        close();
    }

    /** Closes the connection, if there is one. */
    void close() {
        C closing = connection;
        Session<C> ending = session;
        if (closing != null) {
            connection = null;
            session = null;
            gone();
            closeQuietly(closing);
            tellQuietly(ending);
        }
    }

    private void closeQuietly(@Nullable C closing) {
        try {
            if (closing != null) {
                connector.close(closing);
            }
        } catch (Throwable e) {
            LOG.log(Level.DEBUG, "worker '" + worker + "': closing its connection failed", e);
        }
    }

    private void tellQuietly(@Nullable Session<C> ended) {
        try {
            if (ended != null) {
                ended.closed();
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "worker '" + worker + "': a session failed when it was told of its end", e);
        }
    }

    /** For how long there has been a connection, or none. */
    long stateNanos() {
        return timer.nanoTime() - changedAt;
    }

    WorkerSnapshot.Connection snapshot() {
        return new WorkerSnapshot.Connection(open, Duration.ofNanos(stateNanos()), reconnects, lastFailure);
    }

    private void opened() {
        worked = false;
        open = true;
        changedAt = timer.nanoTime();
    }

    /** Whether the connection is more than one of those that open and do not work. */
    private boolean hasWorked() {
        return worked || stateNanos() > maxPauseNanos;
    }

    /** One connection after the other that opens and does not work is no connection, since the last one that did. */
    private void gone() {
        if (hasWorked()) {
            goneAt = timer.nanoTime();
        }
        open = false;
        changedAt = goneAt;
    }
}
