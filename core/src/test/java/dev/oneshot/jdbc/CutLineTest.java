package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.Postgres;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.OutcomeUnknownException;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network breaks while PostgreSQL commits. */
class CutLineTest {

    @ParameterizedTest
    @EnumSource
    void whetherTheJobIsStoredIsUnknownAndTheNextRunsOnANewConnection(CutLine.Cut cut) throws Exception {
        String url = Postgres.createSchema();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        try (CutLine line = new CutLine(port);
                ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(
                                // Without prepared statements a commit can be seen on the line.
                                url.replace(":" + port, ":" + line.port()) + "&prepareThreshold=0"))
                        .deadline(Duration.ofMinutes(1))
                        .build()) {
            worker.start();
            worker.call(connection -> Sql.update(connection, "CREATE TABLE entry (id INT PRIMARY KEY)"));
            line.breakAtNextCommit(cut);

            assertThatThrownBy(() -> worker.call(connection -> Sql.update(connection, "INSERT INTO entry VALUES (1)")))
                    .isInstanceOf(OutcomeUnknownException.class);

            worker.call(connection -> Sql.update(connection, "INSERT INTO entry VALUES (2)"));
            assertThat(worker.snapshot().connection().reconnects()).isOne();
            assertThat(Sql.numbers(url, "SELECT id FROM entry"))
                    .isEqualTo(
                            switch (cut) {
                                case BEFORE_THE_COMMIT -> Set.of(2);
                                case BEFORE_THE_ANSWER -> Set.of(1, 2);
                            });
        }
    }
}
