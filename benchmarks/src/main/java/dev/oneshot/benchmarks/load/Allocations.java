package dev.oneshot.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the threads that live at both ends of a measurement allocate meanwhile; callers tell of themselves. */
final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = now();

    /** What has been allocated since this was created, by threads that lived then and live still. */
    long bytes() {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : now().entrySet()) {
            Long start = before.get(thread.getKey());
            sum += start == null ? 0 : thread.getValue() - start;
        }
        return sum;
    }

    /** What the calling thread has allocated so far; 0 for a virtual one, whose carriers are counted. */
    static long ofCurrentThread() {
        return Math.max(0, THREADS.getCurrentThreadAllocatedBytes());
    }

    private static Map<Long, Long> now() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> all = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                all.put(ids[i], bytes[i]);
            }
        }
        return all;
    }
}
