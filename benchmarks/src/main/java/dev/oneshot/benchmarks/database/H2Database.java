package dev.oneshot.benchmarks.database;

import java.nio.file.Path;

/** H2 files as they come: a commit is written within half a second, by a thread of the database. */
record H2Database() implements Database {

    @Override
    public String name() {
        return "h2-file";
    }

    @Override
    public String url(Path directory, String owner) {
        return "jdbc:h2:file:" + directory.resolve(owner).toAbsolutePath();
    }
}
