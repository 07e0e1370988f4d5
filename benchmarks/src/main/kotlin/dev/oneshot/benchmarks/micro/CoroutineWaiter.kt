package dev.oneshot.benchmarks.micro

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn

/** Runs a coroutine on the calling thread, and goes on there as soon as it is resumed: no dispatcher, no job. */
internal class CoroutineWaiter : Continuation<Any?> {

    override val context: CoroutineContext = EmptyCoroutineContext

    private var result: Any? = null

    /** Begins to run it, and returns its result, or that it waits. */
    fun begin(body: suspend () -> Any?): Any? = body.startCoroutineUninterceptedOrReturn(this)

    fun isWaiting(beginning: Any?): Boolean = beginning === COROUTINE_SUSPENDED

    override fun resumeWith(result: Result<Any?>) {
        this.result = result.getOrThrow()
    }

    fun result(): Any? = result
}
