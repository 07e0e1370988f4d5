package dev.oneshot.sample;

import java.nio.file.Path;
import java.sql.SQLException;

/** With the profile postgres. */
class ShopOnPostgresTest extends ShopContract {

    @Override
    RunningShop start(String... properties) throws SQLException {
        return RunningShop.start(
                Path.of("unused"),
                with(
                        properties,
                        "spring.profiles.active=postgres",
                        "spring.datasource.url=" + Postgres.createDatabase(),
                        "spring.datasource.username=postgres"));
    }
}
