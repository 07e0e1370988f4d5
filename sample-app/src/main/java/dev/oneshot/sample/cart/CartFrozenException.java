package dev.oneshot.sample.cart;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The cart is being paid, and cannot be changed until it is known how that ended: 409. */
final class CartFrozenException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    CartFrozenException(long userId) {
        super(
                HttpStatus.CONFLICT,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT,
                        "The cart of user %d is being checked out. Repeat the checkout to learn how it ends."
                                .formatted(userId)),
                null);
    }
}
