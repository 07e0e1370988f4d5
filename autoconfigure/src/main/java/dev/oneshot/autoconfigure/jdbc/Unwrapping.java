package dev.oneshot.autoconfigure.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The look behind what wraps a {@code DataSource}. */
final class Unwrapping {

    private Unwrapping() {}

    /** Connects to nothing. What cannot be looked behind yet, such as a proxy without a target, is left alone. */
    static <T> @Nullable T find(DataSource source, Class<T> type) {
        try {
            return source.isWrapperFor(type) ? source.unwrap(type) : null;
        } catch (SQLException | RuntimeException unknown) {
            return null;
        }
    }
}
