package dev.oneshot.sample.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no row with this id: 404. Thrown inside a job, it reaches the request that asked. */
public final class NotFoundException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, long id) {
        super(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.NOT_FOUND, "There is no %s with the id %d.".formatted(what, id)),
                null);
    }
}
