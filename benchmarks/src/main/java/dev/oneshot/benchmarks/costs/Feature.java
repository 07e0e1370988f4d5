package dev.oneshot.benchmarks.costs;

/** What an application may switch on. */
enum Feature {
    /** Oneshot's meters. */
    METRICS,
    /** The asker's context goes along with the job; there is an entry in the MDC. */
    CONTEXT,
    /** There is an observation under way, which goes along with the context. */
    OBSERVATION
}
