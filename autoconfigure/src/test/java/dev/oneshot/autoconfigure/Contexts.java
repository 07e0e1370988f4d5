package dev.oneshot.autoconfigure;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts for tests, with all that our jar lists in its imports file. */
public final class Contexts {

    /** Longer than anything here takes; reached only when a test has failed. */
    public static final long GUARD_SECONDS = 30;

    private Contexts() {}

    public static Class<?>[] ours() {
        return ImportCandidates.load(AutoConfiguration.class, Contexts.class.getClassLoader()).getCandidates().stream()
                .filter(name -> name.startsWith("dev.oneshot."))
                .map(Contexts::load)
                .toArray(Class<?>[]::new);
    }

    public static ApplicationContextRunner plain() {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours()));
    }

    /** With an H2 database in memory. */
    public static ApplicationContextRunner withDatabase() {
        return plain().withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));
    }

    /** Occupies a worker until the latch is released; returns when it is occupied. */
    public static <C> CountDownLatch occupy(ConnectionWorker<C> worker) throws InterruptedException {
        return occupy(worker, JobOptions.defaults());
    }

    /** Occupies the worker, or one of its readers, with a job of certain options. */
    public static <C> CountDownLatch occupy(ConnectionWorker<C> worker, JobOptions options)
            throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Job<C, Boolean> job = connection -> {
            began.countDown();
            return release.await(GUARD_SECONDS, TimeUnit.SECONDS);
        };
        worker.submit(job, options);
        if (!began.await(GUARD_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the worker did not begin its job");
        }
        return release;
    }

    public static List<String> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
