package dev.oneshot.autoconfigure.jdbc;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The URL under which a connection could not be opened. It travels as a suppressed exception of the driver's failure,
 * which stays as it is: few drivers name the URL in theirs.
 */
final class FailedUrl extends Exception {

    private static final long serialVersionUID = 1L;

    private final String url;

    private FailedUrl(String url) {
        super("while connecting to " + url, null, false, false);
        this.url = url;
    }

    /** Once only, as some throw the same failure again and again. */
    static void note(Throwable failure, DataSource source) {
        String url = DatabaseUrl.of(source);
        if (url != null && of(failure) == null) {
            failure.addSuppressed(new FailedUrl(url));
        }
    }

    static @Nullable String of(@Nullable Throwable failure) {
        if (failure != null) {
            for (Throwable suppressed : failure.getSuppressed()) {
                if (suppressed instanceof FailedUrl failed) {
                    return failed.url;
                }
            }
        }
        return null;
    }
}
