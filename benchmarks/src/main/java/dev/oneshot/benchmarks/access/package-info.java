/** Ways to share one connection between many threads: the worker, and what one would write without it. */
@NullMarked
package dev.oneshot.benchmarks.access;

import org.jspecify.annotations.NullMarked;
