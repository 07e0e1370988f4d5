package dev.oneshot.sample;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** As it is without a profile. */
class ShopOnSqliteTest extends ShopContract {

    @TempDir
    private Path directory;

    @Override
    RunningShop start(String... properties) {
        return RunningShop.start(directory.resolve("shop.db"), properties);
    }
}
