package dev.oneshot.worker;

import java.util.Map;

/** How many jobs wait in a queue, in all and in each lane, and for how long the first of them has. */
record QueueDepth(int size, Map<Priority, Integer> sizes, long oldestWaitNanos) {}
