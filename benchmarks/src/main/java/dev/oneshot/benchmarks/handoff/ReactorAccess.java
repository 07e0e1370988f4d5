package dev.oneshot.benchmarks.handoff;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.Work;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A Reactor scheduler of one thread that owns the connection. */
final class ReactorAccess<C> implements Access<C> {

    private final C connection;
    private final Scheduler scheduler = Schedulers.newSingle("reactor", true);

    ReactorAccess(C connection) {
        this.connection = connection;
    }

    @Override
    @SuppressWarnings("NullAway") // no work here returns null
    public <R> R call(Work<C, R> work, boolean readOnly) {
        return Mono.fromCallable(() -> work.on(connection))
                .subscribeOn(scheduler)
                .block();
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
