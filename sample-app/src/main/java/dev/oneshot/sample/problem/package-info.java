/** What went wrong, told as problem+json. */
@NullMarked
package dev.oneshot.sample.problem;

import org.jspecify.annotations.NullMarked;
