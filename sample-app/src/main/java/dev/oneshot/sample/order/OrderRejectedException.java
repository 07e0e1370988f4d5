package dev.oneshot.sample.order;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The shop cannot deliver what was ordered; nothing of the order remains. */
final class OrderRejectedException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private OrderRejectedException(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    static OrderRejectedException outOfStock(long productId, int quantity, int stock) {
        return new OrderRejectedException(
                HttpStatus.CONFLICT,
                "Product %d is out of stock: %d ordered, %d left.".formatted(productId, quantity, stock));
    }

    static OrderRejectedException totalTooLarge() {
        return new OrderRejectedException(
                HttpStatus.BAD_REQUEST, "The total of the order is more than the shop can charge.");
    }
}
