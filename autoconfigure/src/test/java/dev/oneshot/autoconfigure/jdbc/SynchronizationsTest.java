package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.Job;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** When those are called who want to know what becomes of a job's transaction. */
class SynchronizationsTest {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void afterCommitComesAfterTheCommitOfTheGroupAndBeforeTheAnswers() {
        run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = Contexts.occupy(Library.worker(context));
            Receiver<Boolean> first = Library.worker(context).submit(connection -> {
                register(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        told.add("first sees " + committedBooks(context));
                    }
                });
                books.add("one");
                told.add("first has run");
                return true;
            });
            Receiver<Boolean> second = Library.worker(context).submit(connection -> {
                books.insert("two");
                told.add("second has run, first is answered: "
                        + first.tryReceive().isReady());
                return true;
            });
            release.countDown();

            assertThat(answer(first)).isTrue();
            assertThat(told)
                    .containsExactly("first has run", "second has run, first is answered: false", "first sees 2");
            assertThat(answer(second)).isTrue();
        });
    }

    @Test
    void whoIsToldHasTheWorkersConnectionOutsideOfAnyTransaction() {
        run(context -> {
            Books books = context.getBean(Books.class);
            call(context, connection -> {
                Connection workers = physical(connection);
                register(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        Connection springs = DataSourceUtils.getConnection(context.getBean(DataSource.class));
                        told.add("the worker's: " + (physical(springs) == workers));
                        told.add("in a transaction: " + TransactionSynchronizationManager.isActualTransactionActive());
                        books.insert("by itself");
                        books.addInANewTransaction("new");
                    }
                });
                return true;
            });

            assertThat(told).containsExactly("the worker's: true", "in a transaction: false");
            assertThat(committedBooks(context)).isEqualTo(2);
        });
    }

    @Test
    void whatFailsAfterTheCommitChangesNothing() {
        run(context -> {
            Books books = context.getBean(Books.class);
            boolean done = Library.worker(context).call(connection -> {
                books.insert("one");
                register(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        throw new IllegalStateException("too late");
                    }
                });
                register(new Recorder());
                return true;
            });

            assertThat(done).isTrue();
            assertThat(committedBooks(context)).isEqualTo(1);
            assertThat(told)
                    .containsExactly("beforeCommit", "beforeCompletion", "afterCommit", "afterCompletion committed");
        });
    }

    @Test
    void whatFailsBeforeTheCommitUndoesTheJob() {
        run(context -> {
            Books books = context.getBean(Books.class);

            assertThatThrownBy(() -> call(context, connection -> {
                        books.insert("one");
                        register(new TransactionSynchronization() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                                throw new IllegalStateException("I object");
                            }
                        });
                        return true;
                    }))
                    .hasMessage("I object");

            assertThat(committedBooks(context)).isZero();
        });
    }

    @Test
    void aJobThatWasUndoneIsToldWhenTheTransactionOfItsGroupHasEnded() {
        run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = Contexts.occupy(Library.worker(context));
            Receiver<Boolean> failing = Library.worker(context).submit(connection -> {
                register(new Recorder());
                books.insert("undone");
                throw new IllegalStateException("wrong");
            });
            Receiver<Boolean> last = Library.worker(context).submit(connection -> {
                told.add("last has run");
                register(new Recorder());
                return true;
            });
            release.countDown();

            assertThat(answer(last)).isTrue();
            assertThatThrownBy(() -> answer(failing)).hasMessage("wrong");
            assertThat(told)
                    .containsExactly(
                            "beforeCompletion",
                            "last has run",
                            "beforeCommit",
                            "beforeCompletion",
                            "afterCompletion rolled back",
                            "afterCommit",
                            "afterCompletion committed");
        });
    }

    @Test
    void aJobWhoseTransactionWasRolledBackIsToldSo() {
        run(context -> {
            assertThatThrownBy(() -> call(context, connection -> {
                        register(new Recorder());
                        throw new IllegalStateException("wrong");
                    }))
                    .hasMessage("wrong");

            call(context, connection -> true);
            assertThat(told).containsExactly("beforeCompletion", "afterCompletion rolled back");
        });
    }

    @Test
    void transactionalEventListenersHearInTheirPhases() {
        Library.contexts().withBean(Listener.class).run(context -> {
            Library.createTable(context);
            Listener listener = context.getBean(Listener.class);
            call(context, connection -> {
                context.publishEvent(new Added("one"));
                listener.heard().add("job");
                return true;
            });
            assertThatThrownBy(() -> call(context, connection -> {
                        context.publishEvent(new Added("two"));
                        throw new IllegalStateException("wrong");
                    }))
                    .hasMessage("wrong");
            call(context, connection -> true);

            assertThat(listener.heard()).containsExactly("job", "before one", "after one", "rolled back two");
            List<String> titles = Library.worker(context)
                    .call(connection -> context.getBean(Books.class).titles());
            assertThat(titles).containsExactly("after one", "before one");
        });
    }

    private void run(ThrowingConsumer<ApplicationContext> test) {
        Library.contexts().run(context -> {
            Library.createTable(context);
            test.accept(context);
        });
    }

    private static void call(ApplicationContext context, Job<Connection, Boolean> job) {
        Library.worker(context).call(job);
    }

    private static boolean answer(Receiver<Boolean> receiver) {
        return Runner.create().blockOn(receiver);
    }

    private static void register(TransactionSynchronization synchronization) {
        TransactionSynchronizationManager.registerSynchronization(synchronization);
    }

    private static Connection physical(Connection connection) {
        try {
            return connection.unwrap(org.h2.jdbc.JdbcConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As another connection sees them. */
    private static int committedBooks(ApplicationContext context) {
        try (Connection other = context.getBean(DataSource.class).getConnection();
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM book")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Recorder implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            told.add("beforeCommit");
        }

        @Override
        public void beforeCompletion() {
            told.add("beforeCompletion");
        }

        @Override
        public void afterCommit() {
            told.add("afterCommit");
        }

        @Override
        public void afterCompletion(int status) {
            told.add("afterCompletion " + (status == STATUS_COMMITTED ? "committed" : "rolled back"));
        }
    }

    record Added(String title) {}

    static class Listener {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final Books books;

        Listener(Books books) {
            this.books = books;
        }

        /** Called on a proxy, which has no fields of its own. */
        public List<String> heard() {
            return heard;
        }

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        public void before(Added event) {
            heard.add("before " + event.title());
            books.insert("before " + event.title());
        }

        @TransactionalEventListener
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void after(Added event) {
            heard.add("after " + event.title());
            books.insert("after " + event.title());
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
        public void rolledBack(Added event) {
            heard.add("rolled back " + event.title());
        }
    }
}
