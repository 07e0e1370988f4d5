/** The context of the asker (observation, MDC, security) inside the job. */
@NullMarked
package dev.oneshot.autoconfigure.context;

import org.jspecify.annotations.NullMarked;
