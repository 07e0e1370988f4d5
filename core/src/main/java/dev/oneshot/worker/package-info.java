/**
 * One connection shared by many threads: {@link dev.oneshot.worker.ConnectionWorker} owns it, runs the jobs of all on one
 * thread, and sends each answer through a oneshot channel to exactly the caller that asked.
 */
@NullMarked
package dev.oneshot.worker;

import org.jspecify.annotations.NullMarked;
