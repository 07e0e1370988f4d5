/** The application that is started. It knows nothing of Oneshot; whether that is there is a matter of its class path. */
@NullMarked
package dev.oneshot.benchmarks.startup.application;

import org.jspecify.annotations.NullMarked;
