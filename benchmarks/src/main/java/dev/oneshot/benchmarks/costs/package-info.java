/** What Oneshot's parts around a job cost in an application: metrics, and the context of the asker; each on against off. */
@NullMarked
package dev.oneshot.benchmarks.costs;

import org.jspecify.annotations.NullMarked;
