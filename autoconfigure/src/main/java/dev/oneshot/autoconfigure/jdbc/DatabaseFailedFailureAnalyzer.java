package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.ConnectionFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which database a worker could not connect to. Before the analyzer for workers over anything, which cannot. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseFailedFailureAnalyzer extends AbstractFailureAnalyzer<ConnectionFailedException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConnectionFailedException cause) {
        String url = FailedUrl.of(cause.getCause());
        if (url == null) {
            return null;
        }
        return new FailureAnalysis(
                "Worker '" + cause.worker() + "' could not open its connection to " + url + ": " + cause.getCause(),
                check(url)
                        + " To start without the connection and go on trying, set 'oneshot.worker.fail-fast' to false.",
                cause);
    }

    private static String check(String url) {
        return url.startsWith("jdbc:sqlite:") && !url.equals("jdbc:sqlite::memory:")
                ? "Does the directory of the file exist, and may the application write to it? SQLite creates the file, but"
                        + " no directory."
                : "Check that the database is running, its address, and the credentials that are used.";
    }
}
