/** A closed loop: callers that ask again as soon as they are answered, and what they saw of it. */
@NullMarked
package dev.oneshot.benchmarks.load;

import org.jspecify.annotations.NullMarked;
