package dev.oneshot.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whoever waits for the end of a job that reads hears of it as well, and can read there, and not write. */
class ReaderSynchronizationsTest {

    private static final JobOptions READ = JobOptions.named("read").readOnly();

    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void areToldAndHaveTheReadersConnection(String database) {
        on(database, context -> {
            Books books = context.getBean(Books.class);
            Job<Connection, Boolean> job = connection -> {
                register(() -> told.add("reads " + books.titles()));
                return true;
            };

            assertThat(read(context, job)).isTrue();
            assertThat(read(context, job)).isTrue();

            assertThat(told).containsExactly("reads [one]", "committed", "reads [one]", "committed");
            assertThat(reconnects(context)).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void areToldOfAJobThatFailed(String database) {
        on(database, context -> {
            Books books = context.getBean(Books.class);

            assertThatThrownBy(() -> read(context, connection -> {
                        register(() -> {});
                        throw new IllegalStateException("wrong");
                    }))
                    .hasMessage("wrong");

            assertThat(read(context, connection -> true)).isTrue();
            assertThat(told).containsExactly("rolled back");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void cannotWriteAndDoNoHarmToTheNextJob(String database) {
        on(database, context -> {
            Books books = context.getBean(Books.class);

            boolean done = read(context, connection -> {
                register(() -> books.insert("two"));
                return true;
            });

            assertThat(done).isTrue();
            assertThat(read(context, connection -> books.titles().equals(List.of("one"))))
                    .isTrue();
            assertThat(reconnects(context)).isZero();
            assertThat(told).containsExactly("committed");
        });
    }

    private void on(String database, Body test) {
        String[] properties = database.equals("h2")
                ? new String[] {"spring.datasource.generate-unique-name=true"}
                : new String[] {
                    "spring.datasource.url=jdbc:sqlite:" + directory.resolve("books.db") + "?journal_mode=WAL",
                    "spring.datasource.type=" + SimpleDriverDataSource.class.getName()
                };
        Library.contexts()
                .withPropertyValues("oneshot.worker.readers.size=1")
                .withPropertyValues(properties)
                .run(context -> {
                    Library.createTable(context);
                    worker(context).call(connection -> {
                        context.getBean(Books.class).insert("one");
                        return true;
                    });
                    test.accept(context);
                });
    }

    private static ConnectionWorker<Connection> worker(ApplicationContext context) {
        return Library.worker(context);
    }

    private static long reconnects(ApplicationContext context) {
        return worker(context).snapshot().readers().seats().get(0).connection().reconnects();
    }

    private static boolean read(ApplicationContext context, Job<Connection, Boolean> job) {
        return worker(context).call(job, READ);
    }

    private void register(Runnable afterCommit) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }

            @Override
            public void afterCompletion(int status) {
                told.add(status == STATUS_COMMITTED ? "committed" : "rolled back");
            }
        });
    }

    @FunctionalInterface
    private interface Body {
        void accept(ApplicationContext context) throws Exception;
    }
}
