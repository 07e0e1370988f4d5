package dev.oneshot.sample.checkout;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.PollCounter;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.Payments;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Runs checkouts. */
@Component
@EnableConfigurationProperties(CheckoutProperties.class)
final class Checkouts {

    private static final Log LOG = LogFactory.getLog(Checkouts.class);

    private final CheckoutSteps steps;

    Checkouts(Purchases purchases, Payments payments, CheckoutProperties properties) {
        this.steps = CheckoutSteps.in(properties.style(), purchases, payments);
    }

    /**
     * Begins a checkout, which goes on to its end even if nobody waits for it any more: who has paid gets the order.
     *
     * @param trace counts the polls of its steps
     */
    Future<Order> begin(long userId, PollCounter trace) {
        CompletableFuture<Order> checkout =
                trace.counted(steps.of(userId)).then(lastStep -> lastStep).toCompletableFuture();
        checkout.whenComplete((order, failure) -> log(userId, failure));
        // Closing the future cancels the copy alone: the checkout goes on, and so does whoever waits for its end to log
        // it.
        return Futures.from(checkout.copy());
    }

    /** Tells of whatever is not the client's own mistake, since by then nobody may wait for the answer any more. */
    private static void log(long userId, @Nullable Throwable failure) {
        boolean refused = failure instanceof ErrorResponseException problem
                && problem.getStatusCode().is4xxClientError();
        if (failure != null && !refused) {
            LOG.warn("The checkout of user " + userId + " has to be repeated", failure);
        }
    }
}
