/** What the runtime and its workers are doing now, at {@code /actuator/oneshot}. */
@NullMarked
package dev.oneshot.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
