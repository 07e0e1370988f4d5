/** The contestants over real databases. */
@NullMarked
package dev.oneshot.benchmarks.database;

import org.jspecify.annotations.NullMarked;
