package dev.oneshot.sample.problem;

import java.util.Collection;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Explains why a body could not be read as JSON, or not as what was expected. */
final class UnreadableBody {

    private UnreadableBody() {}

    static String explain(HttpMessageNotReadableException unreadable) {
        if (!(unreadable.getCause() instanceof JacksonException cause)) {
            return "The body is missing: a JSON object is expected.";
        }
        if (cause instanceof StreamConstraintsException) {
            return "The body is too large.";
        }
        if (cause instanceof InputCoercionException) {
            return path(cause) + " is out of range.";
        }
        if (cause instanceof MismatchedInputException mismatch) {
            return path(cause) + " must be " + nameOf(mismatch.getTargetType()) + ".";
        }
        TokenStreamLocation at = cause.getLocation();
        return "The body is not valid JSON: see line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String nameOf(Class<?> type) {
        if (type.isPrimitive()) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** Where it is, as in {@code items[0].quantity}. */
    private static String path(JacksonException cause) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : cause.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.isEmpty() ? "The body" : path.toString();
    }
}
