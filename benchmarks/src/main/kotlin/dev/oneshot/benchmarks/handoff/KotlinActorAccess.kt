package dev.oneshot.benchmarks.handoff

import dev.oneshot.benchmarks.access.Access
import dev.oneshot.benchmarks.access.Work
import java.util.concurrent.Executors
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** An actor: a coroutine on a thread of its own that owns the connection, its mailbox, and a deferred for each answer. */
internal class KotlinActorAccess<C : Any>(connection: C) : Access<C> {

    private val dispatcher =
        Executors.newSingleThreadExecutor { Thread(it, "kotlin-actor").apply { isDaemon = true } }
            .asCoroutineDispatcher()

    /** Without a bound, as the queue of the executor. */
    private val mailbox = Channel<Question<C, *>>(Channel.UNLIMITED)

    init {
        CoroutineScope(dispatcher).launch {
            for (question in mailbox) {
                question.answer(connection)
            }
        }
    }

    override fun <R : Any> call(work: Work<C, R>, readOnly: Boolean): R {
        val question = Question(work)
        mailbox.trySend(question)
        return runBlocking { question.answer.await() }
    }

    override fun close() {
        mailbox.close()
        dispatcher.close()
    }

    private class Question<C : Any, R : Any>(private val work: Work<C, R>) {

        val answer = CompletableDeferred<R>()

        fun answer(connection: C) {
            try {
                answer.complete(work.on(connection))
            } catch (e: Exception) {
                answer.completeExceptionally(e)
            }
        }
    }
}
