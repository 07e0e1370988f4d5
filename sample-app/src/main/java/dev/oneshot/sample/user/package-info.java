/** Who buys. */
@NullMarked
package dev.oneshot.sample.user;

import org.jspecify.annotations.NullMarked;
