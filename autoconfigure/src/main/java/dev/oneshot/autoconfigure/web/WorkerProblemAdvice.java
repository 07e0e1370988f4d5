package dev.oneshot.autoconfigure.web;

import dev.oneshot.runner.BlockOnTimeoutException;
import dev.oneshot.worker.ConnectionFailedException;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.OutcomeUnknownException;
import dev.oneshot.worker.QueueFullException;
import dev.oneshot.worker.RolledBackException;
import dev.oneshot.worker.WorkerDiedException;
import dev.oneshot.worker.WorkerStoppedException;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what a worker says instead of a job, also as the cause of another exception, where no handler of the
 * application does. The client learns how the service is, and nothing of the inside: the exception's message goes to the
 * log. Nor does it learn what became of its request: one exception tells of one job, and the request may have had others.
 *
 * <table>
 * <caption>Statuses</caption>
 * <tr><td>queue full; stopped, died or not connected</td><td>503 with Retry-After</td><td>the job was not done</td></tr>
 * <tr><td>rolled back for no fault of its own</td><td>503 with Retry-After</td><td>the job was not done</td></tr>
 * <tr><td>deadline or time-out passed</td><td>504</td><td>the job was not done, where there are transactions</td></tr>
 * <tr><td>outcome unknown</td><td>500</td><td>of all 5xx the one that nobody repeats by himself</td></tr>
 * </table>
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class WorkerProblemAdvice {

    private static final Log LOG = LogFactory.getLog(WorkerProblemAdvice.class);

    private final WebProperties properties;

    WorkerProblemAdvice(WebProperties properties) {
        this.properties = properties;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> queueFull(QueueFullException refusal) {
        return unavailable(refusal, "The service is busy; try again later.");
    }

    @ExceptionHandler({WorkerStoppedException.class, WorkerDiedException.class, ConnectionFailedException.class})
    ResponseEntity<ProblemDetail> notRunning(RuntimeException refusal) {
        return unavailable(refusal, "The service is not available; try again later.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rolledBack(RolledBackException failure) {
        return unavailable(failure, "The service had to undo some of its work; try again later.");
    }

    @ExceptionHandler({
        DeadlineExceededException.class,
        BlockOnTimeoutException.class,
        FutureTimeoutException.class,
        dev.oneshot.time.FutureTimeoutException.class
    })
    ResponseEntity<ProblemDetail> tooLate(RuntimeException failure) {
        LOG.debug("Answered with status 504", failure);
        return problem(HttpStatus.GATEWAY_TIMEOUT, new HttpHeaders(), "The answer did not come in time.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(OutcomeUnknownException failure) {
        LOG.error("A request may or may not have taken effect", failure);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                new HttpHeaders(),
                "The request may or may not have taken effect. Look before you repeat it.");
    }

    private ResponseEntity<ProblemDetail> unavailable(RuntimeException refusal, String detail) {
        LOG.debug("Answered with status 503", refusal);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(properties.retryAfter())));
        return problem(HttpStatus.SERVICE_UNAVAILABLE, headers, detail);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, HttpHeaders headers, String detail) {
        return new ResponseEntity<>(ProblemDetail.forStatusAndDetail(status, detail), headers, status);
    }

    /** Rounded up: the header knows no fractions, and 0 would ask for a repetition at once. */
    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
