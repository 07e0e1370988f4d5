package dev.oneshot.benchmarks.database;

import java.nio.file.Path;
import java.util.Locale;

/**
 * SQLite files in WAL mode.
 *
 * @param synchronous {@code FULL}: a commit is on the disk; {@code NORMAL}: the last commits may be lost with the power
 */
record SqliteDatabase(String synchronous) implements Database {

    @Override
    public String name() {
        return "sqlite-" + synchronous.toLowerCase(Locale.ROOT);
    }

    @Override
    public String url(Path directory, String owner) {
        return "jdbc:sqlite:" + directory.resolve(owner + ".db") + "?journal_mode=WAL&busy_timeout=60000&synchronous="
                + synchronous;
    }
}
