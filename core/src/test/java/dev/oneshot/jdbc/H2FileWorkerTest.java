package dev.oneshot.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileWorkerTest extends JdbcWorkerContract {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=FALSE";
    }
}
