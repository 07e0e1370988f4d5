package dev.oneshot.benchmarks.results;

import org.jspecify.annotations.Nullable;

/**
 * What one fork found out about one contestant in a question that needs no crowd of callers.
 *
 * @param part what was run
 * @param question what all its contestants do
 * @param contestant who did it
 * @param parameters under which further conditions; may be empty
 * @param fork forks of the same number ran one after the other, contestant by contestant; from 1
 * @param score how much it took; less is better
 * @param unit of what
 * @param bytes what was allocated for each operation, if that was counted
 */
public record MicroSample(
        String part,
        String question,
        String contestant,
        String parameters,
        int fork,
        double score,
        String unit,
        @Nullable Double bytes) {}
