/** Time as the runtime sees it: {@link dev.oneshot.time.Timer} reads a monotonic clock and runs an action later. */
@NullMarked
package dev.oneshot.time;

import org.jspecify.annotations.NullMarked;
