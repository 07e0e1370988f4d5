package dev.oneshot.benchmarks.peer;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What was asked for is not there. */
final class RejectedException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    RejectedException(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    static RejectedException notFound(String what, long id) {
        return new RejectedException(HttpStatus.NOT_FOUND, "There is no %s with the id %d.".formatted(what, id));
    }
}
