package dev.oneshot.benchmarks.results;

import dev.oneshot.benchmarks.load.Sample;
import java.util.List;

/**
 * What one JVM measured.
 *
 * @param environment where and when
 * @param load what crowds of callers saw
 * @param micro what single operations took
 */
public record Results(Environment environment, List<Sample> load, List<MicroSample> micro) {}
