/** The shop over HTTP, beside the same shop on HikariCP and without any database, each in a JVM of its own. */
@NullMarked
package dev.oneshot.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
