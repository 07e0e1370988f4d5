package dev.oneshot.autoconfigure.web;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.PollCounter;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ReactiveTypeDescriptor;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Teaches WebFlux's registry of reactive types what a {@link Future} is: at most one value, and closed when the client
 * goes away. A post-processor, so that it is done in time whether or not beans are created lazily; the registry that the
 * process shares is left alone.
 *
 * <p>The polls run on Reactor's parallel scheduler, and so does what follows them: the thread that wakes, which is a
 * worker's, never encodes an answer.
 */
final class FutureAdapterRegistrar implements BeanPostProcessor {

    private static final String REGISTRY_BEAN = "webFluxAdapterRegistry";

    private final Supplier<PollCounter> polls;

    FutureAdapterRegistrar(Supplier<PollCounter> polls) {
        this.polls = polls;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ReactiveAdapterRegistry registry && REGISTRY_BEAN.equals(name)) {
            registry.registerReactiveType(
                    ReactiveTypeDescriptor.singleOptionalValue(Future.class, () -> Futures.ready(null)),
                    future -> mono((Future<?>) future),
                    publisher -> Futures.from(Mono.from(publisher).toFuture()));
        }
        return bean;
    }

    private Mono<?> mono(Future<?> future) {
        return Mono.fromFuture(() -> polls.get()
                .counted(future)
                .toCompletableFuture(task -> Schedulers.parallel().schedule(task)));
    }
}
