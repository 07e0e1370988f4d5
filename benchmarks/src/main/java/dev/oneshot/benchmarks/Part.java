package dev.oneshot.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** What can be run by itself, and how long that takes unless one says otherwise. */
enum Part {
    DATABASE("5m", "45m", "90s"),
    HANDOFF("2m", "12m", "30s"),
    ONESHOT("1m", "6m", "35s"),
    TIMER("1m", "5m", "30s"),
    EXECUTOR("1m", "5m", "50s"),
    CHANNEL("1m", "4m", "30s"),
    MEMORY("1m", "3m", "30s"),
    SHOP("3m", "15m", "150s"),
    COSTS("1m", "6m", "30s"),
    STARTUP("1m", "3m", "60s");

    private final Duration quick;
    private final Duration thorough;
    private final Duration leastOfFork;

    Part(String quick, String thorough, String leastOfFork) {
        this.quick = Options.duration(quick);
        this.thorough = Options.duration(thorough);
        this.leastOfFork = Options.duration(leastOfFork);
    }

    Duration budget(boolean isQuick) {
        return isQuick ? quick : thorough;
    }

    /** How many of so many forks there is time for: at least one, and fewer rather than too short ones. */
    int forks(int wanted, Duration budget) {
        return (int) Math.max(1, Math.min(wanted, budget.dividedBy(leastOfFork)));
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
