package dev.oneshot.benchmarks.micro

import kotlinx.coroutines.channels.Channel

/** A bounded channel of Kotlin's, both ends used by one thread. */
internal class CoroutineChannel(capacity: Int) {

    private val channel = Channel<Any>(capacity)
    private val waiter = CoroutineWaiter()
    private val receive: suspend () -> Any? = { channel.receive() }

    fun sendAndReceive(message: Any): Any {
        channel.trySend(message)
        return channel.tryReceive().getOrThrow()
    }

    /** The receiver is there first, waits, and is resumed. */
    fun receiveAndSend(message: Any): Any? {
        val beginning = waiter.begin(receive)
        channel.trySend(message)
        return if (waiter.isWaiting(beginning)) waiter.result() else beginning
    }
}
