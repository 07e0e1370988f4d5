package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who submits a job inside a transaction of the same database is told what that means. */
@ExtendWith(OutputCaptureExtension.class)
class SurroundingTransactionTest {

    private static final String WARNING = "A job was submitted inside the transaction";

    @Test
    void isWarnedOfOnceAndByName(CapturedOutput output) {
        Library.contexts().run(context -> {
            TransactionTemplate shop = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            shop.setName("Shop.order");

            int answers =
                    shop.<Integer>execute(status -> call(Library.worker(context)) + call(Library.worker(context)));

            assertThat(answers).isEqualTo(2);
            assertThat(output).containsOnlyOnce(WARNING).contains(WARNING + " 'Shop.order'");
        });
    }

    @Test
    void isNoneInsideAJobOrWhereNothingIsLocked(CapturedOutput output) {
        Library.contexts().run(context -> {
            ConnectionWorker<Connection> worker = Library.worker(context);
            PlatformTransactionManager database = context.getBean(PlatformTransactionManager.class);
            TransactionTemplate reading = new TransactionTemplate(database);
            reading.setReadOnly(true);
            DataSource elsewhere = new DriverManagerDataSource("jdbc:h2:mem:elsewhere");
            TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(elsewhere));

            reading.executeWithoutResult(status -> call(worker));
            other.executeWithoutResult(status -> call(worker));
            worker.call(connection -> new TransactionTemplate(database).<Boolean>execute(status -> {
                worker.submit(another -> true);
                return true;
            }));
            call(worker);

            assertThat(output).doesNotContain(WARNING);
        });
    }

    private static int call(ConnectionWorker<Connection> worker) {
        return worker.call(connection -> 1);
    }
}
