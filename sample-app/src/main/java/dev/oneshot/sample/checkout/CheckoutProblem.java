package dev.oneshot.sample.checkout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why there is no order, or none yet, and what the client can do. */
final class CheckoutProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private CheckoutProblem(HttpStatus status, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
    }

    static CheckoutProblem empty(long userId) {
        return new CheckoutProblem(HttpStatus.CONFLICT, "The cart of user %d is empty.".formatted(userId), null);
    }

    static CheckoutProblem declined(long totalCents) {
        return new CheckoutProblem(
                HttpStatus.PAYMENT_REQUIRED, "The payment of %d cents was declined.".formatted(totalCents), null);
    }

    static CheckoutProblem late(Duration deadline, Throwable cause) {
        return new CheckoutProblem(
                HttpStatus.GATEWAY_TIMEOUT,
                "The checkout takes longer than %d ms, and goes on. Repeat it to learn how it ends: it is paid once."
                        .formatted(deadline.toMillis()),
                cause);
    }

    /** Worth a repetition at once, and safe: so 503, and not the 500 of an outcome that nobody knows how to find out. */
    static CheckoutProblem paidButNotStored(Throwable cause) {
        CheckoutProblem problem = new CheckoutProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The payment was made, but the order could not be stored. Repeat the checkout: it is not paid again.",
                cause);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        return problem;
    }
}
