/** How long an application takes to start, with Oneshot's starter and without it. */
@NullMarked
package dev.oneshot.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
