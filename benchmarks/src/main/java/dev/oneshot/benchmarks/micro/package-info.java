/** JMH benchmarks of the single parts. */
@NullMarked
package dev.oneshot.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
