package dev.oneshot.autoconfigure.web;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.OneshotFactory;
import dev.oneshot.Poll;
import dev.oneshot.Receiver;
import dev.oneshot.Sender;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.worker.WorkerBuilderFactory;
import dev.oneshot.time.Timer;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One controller for both kinds of server; whoever tests it sends the answers. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class WebApplication {

    record Product(int id, String name) {}

    @Bean
    FragileLine line() {
        return new FragileLine();
    }

    @Bean
    ConnectionWorker<FragileLine> worker(WorkerBuilderFactory workers, FragileLine line) {
        return workers.over("line", line)
                .queueCapacity(1)
                .group(2, Duration.ofMinutes(1))
                .build();
    }

    @RestController
    static class Controller {

        /** The senders of the channels that requests wait on. */
        final BlockingQueue<Sender<?>> waiting = new LinkedBlockingQueue<>();

        private final OneshotFactory oneshots;
        private final ConnectionWorker<FragileLine> worker;

        Controller(OneshotFactory oneshots, ConnectionWorker<FragileLine> worker) {
            this.oneshots = oneshots;
            this.worker = worker;
        }

        @GetMapping("/receiver")
        Receiver<Product> receiver() {
            return open();
        }

        @GetMapping("/list")
        Receiver<List<Product>> list() {
            return open();
        }

        @GetMapping("/entity-of-receiver")
        ResponseEntity<Receiver<Product>> entityOfReceiver() {
            return ResponseEntity.accepted().header("X-Here", "yes").body(open());
        }

        @GetMapping("/receiver-of-entity")
        Receiver<ResponseEntity<Product>> receiverOfEntity() {
            return open();
        }

        @GetMapping("/future")
        Future<Product> future() {
            return context -> Poll.ready(new Product(7, "ready"));
        }

        @GetMapping("/plain-entity")
        ResponseEntity<Product> plainEntity() {
            return ResponseEntity.accepted().body(new Product(8, "plain"));
        }

        @GetMapping("/job")
        Receiver<String> job() {
            return worker.submit(line -> "by " + Thread.currentThread().getName());
        }

        @GetMapping("/late-job")
        Receiver<String> lateJob() {
            return worker.submit(line -> "late", JobOptions.named("late").withDeadline(Duration.ofMillis(1)));
        }

        /** A job that shares its transaction with one that fails. */
        @GetMapping("/job-beside-another")
        Receiver<String> jobBesideAnother() {
            return worker.submit(line -> {
                worker.submit(next -> {
                    throw new IllegalStateException("secret mistake");
                });
                return "done";
            });
        }

        @GetMapping("/late-future")
        Future<String> lateFuture() {
            return Timer.system().timeout(Futures.never(), Duration.ofMillis(1));
        }

        @GetMapping("/wrapped")
        Receiver<String> wrapped() {
            try {
                return job();
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("wrapped", e);
            }
        }

        Sender<?> nextWaiting() throws InterruptedException {
            Sender<?> sender = waiting.poll(Contexts.GUARD_SECONDS, TimeUnit.SECONDS);
            if (sender == null) {
                throw new IllegalStateException("no request came to wait");
            }
            return sender;
        }

        private <T> Receiver<T> open() {
            Oneshot<T> oneshot = oneshots.create();
            waiting.add(oneshot.sender());
            return oneshot.receiver();
        }
    }
}
