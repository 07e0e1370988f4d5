package dev.oneshot.benchmarks.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by a failure whether other connections were in the way, and nothing else is wrong. */
final class Contention {

    /** Serialization failures and deadlocks, as PostgreSQL and H2 report them. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;

    /** SQLite's extended codes, such as that of a snapshot that is out of date, have the primary one in their lowest byte. */
    private static final int PRIMARY = 0xff;

    private static final int H2_LOCK_TIMEOUT = 50200;
    private static final int H2_CONCURRENT_UPDATE = 90131;

    private Contention() {}

    static boolean caused(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isContention(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContention(SQLException failure) {
        int code = failure.getErrorCode();
        if (failure.getClass().getName().startsWith("org.sqlite.")) {
            int primary = code & PRIMARY;
            return primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
        }
        return code == H2_LOCK_TIMEOUT || code == H2_CONCURRENT_UPDATE || STATES.contains(failure.getSQLState());
    }
}
