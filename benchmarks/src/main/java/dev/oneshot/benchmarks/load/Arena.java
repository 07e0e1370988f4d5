package dev.oneshot.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Where contestants meet: a database, or nothing at all. */
public interface Arena extends AutoCloseable {

    /** Its name in the results. */
    String name();

    /** What is measured here. */
    List<Operation> operations();

    /**
     * Opens the contestants, each on a footing of its own.
     *
     * @param directory an empty directory for their files
     * @param wanted the names of those that are to take part
     * @throws Exception if the arena is not to be had on this machine
     */
    List<Contestant> open(Path directory, Predicate<String> wanted) throws Exception;

    /** Gives back what the contestants had in common; they are closed by then. */
    @Override
    default void close() throws IOException {}
}
