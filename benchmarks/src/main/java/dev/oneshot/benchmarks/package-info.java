/** The one command that runs the benchmarks of Oneshot beside its peers, and the one that makes a report of the results. */
@NullMarked
package dev.oneshot.benchmarks;

import org.jspecify.annotations.NullMarked;
