/** A small shop over one SQLite file. */
@NullMarked
package dev.oneshot.sample;

import org.jspecify.annotations.NullMarked;
