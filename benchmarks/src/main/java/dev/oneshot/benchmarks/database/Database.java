package dev.oneshot.benchmarks.database;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of database, of which each contestant gets one for itself. */
interface Database extends AutoCloseable {

    String name();

    /**
     * The URL of a database that does not exist yet, or is empty.
     *
     * @param directory where its files may lie
     * @param owner for whom it is
     * @throws Exception if there is none on this machine
     */
    String url(Path directory, String owner) throws Exception;

    @Override
    default void close() throws IOException {}
}
