/** What drives a future: {@link dev.oneshot.runner.Runner} blocks the calling thread until the value is there. */
@NullMarked
package dev.oneshot.runner;

import org.jspecify.annotations.NullMarked;
