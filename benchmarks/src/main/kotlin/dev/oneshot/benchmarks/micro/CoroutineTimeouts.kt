package dev.oneshot.benchmarks.micro

import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout

/** Time-outs around a body that ends at once. They and the delays that stand share one queue, as in an application. */
internal class CoroutineTimeouts(standing: Int) : AutoCloseable {

    private val scope = CoroutineScope(Dispatchers.Unconfined + Job())

    init {
        repeat(standing) {
            scope.launch { delay(1.hours + it.milliseconds) }
        }
    }

    fun setAndCancel(count: Int) {
        scope.launch {
            repeat(count) {
                withTimeout(30.seconds) { }
            }
        }
    }

    override fun close() {
        scope.cancel()
    }
}
