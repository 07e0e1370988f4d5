/** What the runtime counts, as meters. */
@NullMarked
package dev.oneshot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
