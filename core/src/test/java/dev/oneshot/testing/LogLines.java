package dev.oneshot.testing;

import java.text.MessageFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a class writes to its log during a test, instead of the console: those lines in which a mark occurs. */
public final class LogLines extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final String mark;
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    private LogLines(Logger logger, String mark) {
        this.logger = logger;
        this.mark = mark;
    }

    /** Other tests may use the class at the same time; the mark, such as a worker's name, tells whose lines these are. */
    public static LogLines of(Class<?> source, String mark) {
        return new LogLines(Logger.getLogger(source.getName()), mark);
    }

    /** The lines so far, each with its level: {@code WARNING worker 'orders' …}. */
    public List<String> lines() {
        return records.stream()
                .map(record -> record.getLevel() + " " + text(record))
                .toList();
    }

    /** The lines so far in which something occurs. */
    public List<String> linesWith(String part) {
        return lines().stream().filter(line -> line.contains(part)).toList();
    }

    /** What was logged along with the first line so far that is as wanted. */
    public Throwable thrownWith(Predicate<String> wanted) {
        return records.stream()
                .filter(record -> wanted.test(text(record)))
                .findFirst()
                .orElseThrow()
                .getThrown();
    }

    private static String text(LogRecord record) {
        Object[] parameters = record.getParameters();
        return parameters == null ? record.getMessage() : MessageFormat.format(record.getMessage(), parameters);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    @Override
    public void publish(LogRecord record) {
        if (text(record).contains(mark)) {
            records.add(record);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
