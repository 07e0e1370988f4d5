package dev.oneshot.sample;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** With the profile h2. */
class ShopOnH2Test extends ShopContract {

    @TempDir
    private Path directory;

    @Override
    RunningShop start(String... properties) {
        return RunningShop.start(directory.resolve("shop"), with(properties, "spring.profiles.active=h2"));
    }
}
