package dev.oneshot.benchmarks.micro

import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Many coroutines on the event loop of the thread that waits for them. */
internal object Coroutines {

    @JvmStatic
    fun spawn(tasks: Int): Unit = runBlocking {
        repeat(tasks) {
            launch { }
        }
    }

    @JvmStatic
    fun spawnAndYield(tasks: Int, yields: Int): Unit = runBlocking {
        repeat(tasks) {
            launch {
                repeat(yields) {
                    yield()
                }
            }
        }
    }

    @JvmStatic
    fun takeTurns(crowd: Crowd): Unit = runBlocking {
        repeat(crowd.tasks()) {
            launch {
                val member = crowd.join()
                while (member.goesOn()) {
                    yield()
                }
            }
        }
    }
}
