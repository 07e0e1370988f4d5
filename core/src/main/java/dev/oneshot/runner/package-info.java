/**
 * What drives futures: {@link dev.oneshot.runner.Runner} blocks the calling thread until one has its value,
 * {@link dev.oneshot.runner.LocalExecutor} runs many on one thread, {@link dev.oneshot.runner.Async} makes a future of a
 * block of ordinary Java.
 */
@NullMarked
package dev.oneshot.runner;

import org.jspecify.annotations.NullMarked;
