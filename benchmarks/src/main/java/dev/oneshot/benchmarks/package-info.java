/** Benchmarks of Oneshot beside its peers. */
@NullMarked
package dev.oneshot.benchmarks;

import org.jspecify.annotations.NullMarked;
