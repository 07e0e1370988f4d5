package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneshot.Receiver;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring's JDBC does inside a job, on every database. */
abstract class SpringJdbcContract {

    private static final JobOptions NO_TRANSACTION = JobOptions.defaults().withTransaction(JobTransaction.NONE);
    private static final JobOptions ONE_STATEMENT = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);

    /** The properties that lead to an empty database. */
    abstract String[] database();

    @Test
    void springsConnectionIsTheJobs() {
        run(context -> {
            DataSource dataSource = context.getBean(DataSource.class);

            boolean same = worker(context).call(connection -> DataSourceUtils.getConnection(dataSource) == connection);

            assertThat(same).isTrue();
        });
    }

    @Test
    void whatSpringWritesIsUndoneWithTheJob() {
        run(context -> {
            Books books = context.getBean(Books.class);

            assertThatThrownBy(() -> call(context, () -> {
                        books.insert("by the client");
                        books.add("in a transaction");
                        assertThat(books.titles()).containsExactly("by the client", "in a transaction");
                        throw new IllegalStateException("wrong");
                    }))
                    .hasMessage("wrong")
                    .hasNoSuppressedExceptions();

            assertThat(titles(context)).isEmpty();
        });
    }

    @Test
    void transactionsOfSpringJoinThatOfTheJob() {
        run(context -> {
            Books books = context.getBean(Books.class);

            call(context, () -> {
                books.add("required");
                books.addInATransaction("mandatory");
            });

            assertThat(titles(context)).containsExactly("mandatory", "required");
            assertThat(worker(context).commits())
                    .as("with the table and the look")
                    .isEqualTo(3);
        });
    }

    @Test
    void aNestedTransactionThatFailsIsUndoneAlone() {
        run(context -> {
            Books books = context.getBean(Books.class);

            call(context, () -> {
                books.insert("before");
                assertThatThrownBy(() -> books.addNestedAndFail("nested")).hasMessage("no nested");
                books.addNested("another");
                assertThatThrownBy(() -> books.addNested("before"))
                        .isInstanceOfAny(DuplicateKeyException.class, UncategorizedSQLException.class);
                books.insert("after");
            });

            assertThat(titles(context)).containsExactly("after", "another", "before");
        });
    }

    @Test
    void aNestedTransactionBelongsToItsJobInAGroup() {
        run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = Contexts.occupy(worker(context));
            Receiver<Boolean> first = submit(context, () -> books.addNested("first"));
            Receiver<Boolean> failing = submit(context, () -> {
                books.addNested("second");
                throw new IllegalStateException("wrong");
            });
            Receiver<Boolean> last = submit(context, () -> {
                assertThatThrownBy(() -> books.addNestedAndFail("third")).hasMessage("no third");
                books.addNested("fourth");
            });
            release.countDown();

            assertThat(answer(first)).isTrue();
            assertThatThrownBy(() -> answer(failing)).hasMessage("wrong");
            assertThat(answer(last)).isTrue();
            assertThat(titles(context)).containsExactly("first", "fourth");
        });
    }

    @Test
    void aTransactionOfItsOwnIsRefusedAndTheJobGoesOn() {
        run(context -> {
            Books books = context.getBean(Books.class);

            call(context, () -> {
                books.insert("before");
                assertThatThrownBy(() -> books.addInANewTransaction("new"))
                        .isInstanceOf(IllegalTransactionStateException.class)
                        .hasMessageContaining("REQUIRES_NEW")
                        .hasMessageContaining("NESTED");
                assertThatThrownBy(() -> books.addWithoutATransaction("without"))
                        .isInstanceOf(IllegalTransactionStateException.class)
                        .hasMessageContaining("NOT_SUPPORTED");
                assertThatThrownBy(() -> books.neverAddInATransaction("never"))
                        .isInstanceOf(IllegalTransactionStateException.class)
                        .hasMessageContaining("'never'");
                books.add("after");
            });

            assertThat(titles(context)).containsExactly("after", "before");
        });
    }

    @Test
    void aJobThatCaughtTheFailureOfATransactionIsUndoneAloneAndToldSo() {
        run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = Contexts.occupy(worker(context));
            Receiver<Boolean> first = submit(context, () -> books.add("first"));
            Receiver<Boolean> marked = submit(context, () -> {
                assertThatThrownBy(() -> books.addAndFail("second")).hasMessage("no second");
                books.insert("third");
            });
            Receiver<Boolean> last = submit(context, () -> books.add("fourth"));
            release.countDown();

            assertThat(answer(first)).isTrue();
            assertThatThrownBy(() -> answer(marked))
                    .isInstanceOf(UnexpectedRollbackException.class)
                    .hasMessageContaining("rollback-only");
            assertThat(answer(last)).isTrue();
            assertThat(titles(context)).containsExactly("first", "fourth");
        });
    }

    @Test
    void aJobMayMarkItself() {
        run(context -> {
            Books books = context.getBean(Books.class);
            TransactionTemplate transactions = context.getBean(TransactionTemplate.class);

            Throwable failure = catchThrowable(() -> call(
                    context,
                    () -> transactions.executeWithoutResult(status -> {
                        books.insert("one");
                        status.setRollbackOnly();
                    })));

            assertThat(failure).isInstanceOf(UnexpectedRollbackException.class);
            assertThat(titles(context)).isEmpty();
        });
    }

    @Test
    void inAJobWithoutATransactionSpringBeginsItsOwn() {
        run(context -> {
            Books books = context.getBean(Books.class);

            assertThatThrownBy(() -> worker(context)
                            .call(
                                    job(() -> {
                                        books.insert("by itself");
                                        books.add("committed");
                                        books.addInANewTransaction("new");
                                        assertThatThrownBy(() -> books.addAndFail("undone"))
                                                .hasMessage("no undone");
                                        books.neverAddInATransaction("never");
                                        throw new IllegalStateException("wrong");
                                    }),
                                    NO_TRANSACTION))
                    .hasMessage("wrong");

            assertThat(titles(context)).containsExactly("by itself", "committed", "never", "new");
        });
    }

    @Test
    void aJobOfOneStatementWorksThroughSpringAlone() {
        run(context -> {
            Books books = context.getBean(Books.class);
            long commits = worker(context).commits();

            worker(context).call(job(() -> books.insert("by the client")), ONE_STATEMENT);
            worker(context).call(job(() -> books.add("in a transaction that it joins")), ONE_STATEMENT);

            assertThat(worker(context).commits()).isEqualTo(commits);
            assertThat(titles(context)).containsExactly("by the client", "in a transaction that it joins");
        });
    }

    @Test
    void aJobOfOneStatementThatFailsInAGroupCostsNobodyElseAnything() {
        run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = Contexts.occupy(worker(context));
            Receiver<Boolean> first = submit(context, () -> books.add("first"));
            Receiver<Boolean> failing = worker(context).submit(job(() -> books.insert("first")), ONE_STATEMENT);
            Receiver<Boolean> second = worker(context).submit(job(() -> books.insert("second")), ONE_STATEMENT);
            Receiver<Boolean> last = submit(context, () -> books.add("last"));
            release.countDown();

            assertThat(answer(first)).isTrue();
            assertThatThrownBy(() -> answer(failing))
                    .isInstanceOfAny(DuplicateKeyException.class, UncategorizedSQLException.class);
            assertThat(answer(second)).isTrue();
            assertThat(answer(last)).isTrue();
            assertThat(titles(context)).containsExactly("first", "last", "second");
        });
    }

    private void run(ThrowingConsumer<ApplicationContext> test) {
        Library.contexts().withPropertyValues(database()).run(context -> {
            Library.createTable(context);
            test.accept(context);
        });
    }

    private static ConnectionWorker<Connection> worker(ApplicationContext context) {
        return Library.worker(context);
    }

    private static List<String> titles(ApplicationContext context) {
        return worker(context).call(connection -> context.getBean(Books.class).titles());
    }

    private static void call(ApplicationContext context, Runnable body) {
        worker(context).call(job(body));
    }

    private static Receiver<Boolean> submit(ApplicationContext context, Runnable body) {
        return worker(context).submit(job(body));
    }

    private static Job<Connection, Boolean> job(Runnable body) {
        return connection -> {
            body.run();
            return true;
        };
    }

    private static boolean answer(Receiver<Boolean> receiver) {
        return Runner.create().blockOn(receiver);
    }
}
