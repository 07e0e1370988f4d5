/** Applications in JVMs of their own: what they are made of, how they start, and how they end. */
@NullMarked
package dev.oneshot.benchmarks.application;

import org.jspecify.annotations.NullMarked;
