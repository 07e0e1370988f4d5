package dev.oneshot.sample.payment;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The provider did not answer, or not as it should, so nobody knows whether the payment was made: 502. */
final class PaymentFailedException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    PaymentFailedException(Throwable cause) {
        super(
                HttpStatus.BAD_GATEWAY,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_GATEWAY,
                        "The payment provider gave no answer that tells whether the payment was made."
                                + " Repeat the checkout: it is the same payment, and is made once."),
                cause);
    }
}
