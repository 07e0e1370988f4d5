package dev.oneshot.sample.checkout;

import dev.oneshot.Future;
import dev.oneshot.PollCounter;
import dev.oneshot.sample.order.Order;
import dev.oneshot.time.FutureTimeoutException;
import dev.oneshot.time.Timer;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns the future: no thread waits, neither for the database nor for the payment provider. */
@RestController
final class CheckoutController {

    private final Checkouts checkouts;
    private final Duration deadline;

    CheckoutController(Checkouts checkouts, CheckoutProperties properties) {
        this.checkouts = checkouts;
        this.deadline = properties.deadline();
    }

    @PostMapping("/carts/{userId}/checkout")
    Future<ResponseEntity<Order>> checkout(@PathVariable long userId) {
        PollCounter trace = new PollCounter();
        return Timer.system()
                .timeout(checkouts.begin(userId, trace), deadline)
                .map(order -> ResponseEntity.created(URI.create("/orders/" + order.id()))
                        .header("Oneshot-Trace", inWords(trace))
                        .body(order));
    }

    @ExceptionHandler
    ErrorResponse late(FutureTimeoutException failure) {
        return CheckoutProblem.late(deadline, failure);
    }

    private static String inWords(PollCounter trace) {
        return "polls=%d pendings=%d wakes=%d".formatted(trace.polls(), trace.pendings(), trace.wakes());
    }
}
