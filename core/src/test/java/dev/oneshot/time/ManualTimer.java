package dev.oneshot.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer that stands still until a test moves it; due actions run on the thread that moves it, in order. */
public final class ManualTimer implements Timer {

    private final List<Entry> entries = new ArrayList<>();

    /** Begins short of where the numbers turn negative, as the system's clock may. */
    private long now = Long.MAX_VALUE - 1_000;

    public ManualTimer() {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Timeout schedule(long delayNanos, Runnable action) {
        Entry entry = new Entry(now + delayNanos, action);
        entries.add(entry);
        return () -> cancel(entry);
    }

    /** Moves the clock, and runs what has become due. */
    public void advance(Duration duration) {
        for (Entry due : pass(duration)) {
            due.action().run();
        }
    }

    /** How many actions wait for their time. */
    public synchronized int pendingCount() {
        return entries.size();
    }

    private synchronized List<Entry> pass(Duration duration) {
        now += duration.toNanos();
        List<Entry> due = new ArrayList<>(
                entries.stream().filter(entry -> entry.at() - now <= 0).toList());
        due.sort(Comparator.comparingLong(entry -> entry.at() - now));
        entries.removeIf(entry -> entry.at() - now <= 0);
        return due;
    }

    private synchronized void cancel(Entry entry) {
        entries.removeIf(known -> known == entry);
    }

    private record Entry(long at, Runnable action) {}
}
