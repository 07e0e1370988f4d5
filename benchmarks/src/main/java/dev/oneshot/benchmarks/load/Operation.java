package dev.oneshot.benchmarks.load;

import java.util.Locale;

/** A kind of call. */
public enum Operation {
    /** One row by its primary key. */
    READ,
    /** One row changed, durable as far as the database is set to make it so. */
    WRITE,
    /** Four reads for each write. */
    MIX,
    /** A job that returns its connection and does nothing with it. */
    NOTHING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
