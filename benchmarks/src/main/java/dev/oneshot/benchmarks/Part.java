package dev.oneshot.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** What can be run by itself, and how long that takes unless one says otherwise. */
enum Part {
    DATABASE("5m", "45m"),
    HANDOFF("2m", "12m"),
    ONESHOT("1m", "6m"),
    TIMER("1m", "5m"),
    EXECUTOR("1m", "5m"),
    CHANNEL("1m", "4m"),
    MEMORY("1m", "3m"),
    SHOP("3m", "15m"),
    COSTS("1m", "6m"),
    STARTUP("1m", "3m");

    private final Duration quick;
    private final Duration thorough;

    Part(String quick, String thorough) {
        this.quick = Options.duration(quick);
        this.thorough = Options.duration(thorough);
    }

    Duration budget(boolean isQuick) {
        return isQuick ? quick : thorough;
    }

    /** How many callers there are, cell by cell, unless one says otherwise. */
    String callers() {
        return switch (this) {
            case SHOP -> "1,16,64,256";
            case COSTS -> "1,256";
            default -> "1,16,256";
        };
    }

    /** Its name on the command line and in the names of files. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Part of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
