/** The contestants over nothing at all: what the way to the owner of a connection and back costs. */
@NullMarked
package dev.oneshot.benchmarks.handoff;

import org.jspecify.annotations.NullMarked;
