/** A small shop over one SQLite file, all of whose requests share one connection. */
@NullMarked
package dev.oneshot.sample;

import org.jspecify.annotations.NullMarked;
