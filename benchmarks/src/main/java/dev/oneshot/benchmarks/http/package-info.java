/** A load generator for HTTP: many connections on one thread, with as little work for each answer as there can be. */
@NullMarked
package dev.oneshot.benchmarks.http;

import org.jspecify.annotations.NullMarked;
