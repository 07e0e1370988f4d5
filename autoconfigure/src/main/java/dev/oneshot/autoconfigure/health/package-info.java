/** How the workers are, as health contributors. */
@NullMarked
package dev.oneshot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
