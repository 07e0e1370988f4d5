package dev.oneshot.sample.problem;

import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Tells clients what is wrong with their requests. Spring has the status and the form, problem+json, for each; only its
 * words are replaced, where they speak of the program instead of the request.
 */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problem(unreadable, UnreadableBody.explain(unreadable), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getFieldErrors().stream()
                .map(ProblemAdvice::sentence)
                .sorted()
                .collect(Collectors.joining(" "));
        return problem(invalid, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = "%s must be a whole number, and '%s' is not, or is too large."
                .formatted(mismatch.getPropertyName(), mismatch.getValue());
        return problem(mismatch, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException absent, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return problem(absent, "There is nothing at this address.", headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] supported = Objects.requireNonNullElse(refused.getSupportedMethods(), new String[0]);
        String detail =
                "%s is not possible here, only %s.".formatted(refused.getMethod(), String.join(", ", supported));
        return problem(refused, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        MediaType sent = refused.getContentType();
        String detail = "The body must be application/json, %s."
                .formatted(
                        sent == null
                                ? "and the request does not say what it is"
                                : "not " + sent.getType() + "/" + sent.getSubtype());
        return problem(refused, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problem(
                refused,
                "The answer is application/json, which the request does not accept.",
                headers,
                status,
                request);
    }

    private @Nullable ResponseEntity<Object> problem(
            Exception cause, String detail, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                cause, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    private static String sentence(FieldError error) {
        return "%s %s.".formatted(error.getField(), error.getDefaultMessage());
    }
}
