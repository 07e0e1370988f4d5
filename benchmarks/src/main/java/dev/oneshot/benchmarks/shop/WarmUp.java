package dev.oneshot.benchmarks.shop;

import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import java.time.Duration;

/**
 * What a server is asked before its answers count. Whether its compilers are done with it shows in how many requests it has
 * answered, not in how long that took: all servers answer as many, the slow ones as well.
 *
 * @param connections how many of them ask
 * @param requests how many are to be answered
 * @param mostPieces when to leave off, for a server that hardly answers
 */
record WarmUp(Operation operation, int connections, long requests, int mostPieces) {

    private static final Duration PIECE = Duration.ofSeconds(1);

    /** Asks piece by piece, until enough was answered. */
    void of(Server server) throws IOException {
        long answered = 0;
        for (int piece = 0; answered < requests && piece < mostPieces; piece++) {
            Reading reading = server.ask(operation, connections, PIECE);
            answered += Math.round(reading.perSecond() * PIECE.toSeconds());
        }
    }

    /** Who answers. */
    @FunctionalInterface
    interface Server {

        /** Has it answer so many connections, each again and again. */
        Reading ask(Operation operation, int connections, Duration length) throws IOException;
    }
}
