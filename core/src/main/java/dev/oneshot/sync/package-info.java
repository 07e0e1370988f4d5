/**
 * What tasks use to act in turn, to tell each other, and to call each other off: {@link dev.oneshot.sync.AsyncMutex},
 * {@link dev.oneshot.sync.Notify}, {@link dev.oneshot.sync.CancellationToken}. They make futures wait, never threads.
 */
@NullMarked
package dev.oneshot.sync;

import org.jspecify.annotations.NullMarked;
