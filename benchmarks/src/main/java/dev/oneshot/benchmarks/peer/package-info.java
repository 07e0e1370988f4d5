/**
 * The shop of {@code sample-app} as one would write it without Oneshot: Spring's {@code JdbcClient} over a pool, or no database
 * at all. Same requests, same answers, same SQL.
 */
@NullMarked
package dev.oneshot.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
