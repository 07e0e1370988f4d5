/** Turns results into a page with tables and charts. */
@NullMarked
package dev.oneshot.benchmarks.report;

import org.jspecify.annotations.NullMarked;
