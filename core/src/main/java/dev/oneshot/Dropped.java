package dev.oneshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of values that nobody will receive, as dropping them is in Rust.
 *
 * <p>For whoever drives futures or makes one of several, and already holds a value when its taker has gone: the guard of a
 * mutex, a permit, a connection would otherwise stay taken for ever.
 */
public final class Dropped {

    private static final Logger LOG = System.getLogger(Dropped.class.getName());

    private Dropped() {}

    /**
     * Closes a value if it is {@link AutoCloseable}, and likewise what is in it if it is an {@link Optional} or a
     * {@link List}, as futures of this library bring them. What fails to close is logged: it must neither hide another
     * outcome nor keep the next value open.
     *
     * @param value what nobody will receive
     */
    public static void close(@Nullable Object value) {
        if (value instanceof AutoCloseable closeable) {
            closeQuietly(closeable);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(Dropped::close);
        } else if (value instanceof List<?> list) {
            list.forEach(Dropped::close);
        }
    }

    private static void closeQuietly(AutoCloseable value) {
        try {
            value.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "a value that nobody received could not be closed", e);
        }
    }
}
