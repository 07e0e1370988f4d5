/** Results, and the files that they are kept in. */
@NullMarked
package dev.oneshot.benchmarks.results;

import org.jspecify.annotations.NullMarked;
