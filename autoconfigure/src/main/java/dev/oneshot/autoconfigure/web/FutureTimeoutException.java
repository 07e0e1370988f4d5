package dev.oneshot.autoconfigure.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** The request's time was over before the future was ready: 504 and not Spring's 503, as after a job's deadline. */
final class FutureTimeoutException extends AsyncRequestTimeoutException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
        return "the future that the controller returned was not ready within the server's time for a request: see the"
                + " property 'spring.mvc.async.request-timeout', which a job's deadline does not change";
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatus.GATEWAY_TIMEOUT;
    }

    @Override
    public ProblemDetail getBody() {
        return ProblemDetail.forStatusAndDetail(getStatusCode(), "The answer did not come in time.");
    }
}
