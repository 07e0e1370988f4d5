package dev.oneshot.benchmarks.micro;

import dev.oneshot.benchmarks.results.MicroSample;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** What each of many objects holds, all that hangs on it included, by the heap that is used after a collection. */
final class HeldBytes {

    static final int MILLION = 1_000_000;

    private static final int COLLECTIONS = 2;

    private final int fork;
    private final List<MicroSample> samples = new ArrayList<>();

    HeldBytes(int fork) {
        this.fork = fork;
    }

    List<MicroSample> samples() {
        return samples;
    }

    /** Makes so many of something from their numbers, and notes what each of them holds. */
    void of(String question, String contestant, int count, IntFunction<Object> maker) throws InterruptedException {
        Object[] objects = new Object[count];
        // Whatever the first one loads is not counted.
        objects[0] = maker.apply(0);
        long before = used();
        for (int i = 1; i < count; i++) {
            objects[i] = maker.apply(i);
        }
        double bytes = (double) (used() - before) / (count - 1);
        Reference.reachabilityFence(objects);
        samples.add(new MicroSample("memory", question, contestant, "", fork, bytes, "B", null));
        System.out.printf(Locale.ROOT, "%-22s %-28s %,8.1f B%n", question, contestant, bytes);
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
