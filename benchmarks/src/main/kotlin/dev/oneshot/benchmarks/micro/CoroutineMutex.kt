package dev.oneshot.benchmarks.micro

import kotlinx.coroutines.sync.Mutex

/** Kotlin's mutex, locked and unlocked by a coroutine that never has to wait for it. */
internal class CoroutineMutex {

    private val mutex = Mutex()
    private val waiter = CoroutineWaiter()
    private var inside = 0
    private val turn: suspend () -> Any? = {
        mutex.lock()
        inside++
        mutex.unlock()
    }

    fun takeTurn(): Int {
        waiter.begin(turn)
        return inside
    }
}
