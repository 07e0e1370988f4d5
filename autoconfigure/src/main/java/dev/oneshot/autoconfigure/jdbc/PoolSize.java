package dev.oneshot.autoconfigure.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/**
 * Whether a pool can ever have as many connections as a worker keeps. One that cannot would let the last reader wait for
 * a connection until it gives up, and nothing would tell why.
 */
final class PoolSize {

    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", PoolSize.class.getClassLoader());

    private PoolSize() {}

    /** Connects to nothing; refuses only what is known to be too small. */
    static void check(DataSource source, int readers) {
        if (readers > 0 && HIKARI) {
            Hikari.check(source, readers);
        }
    }

    /** Apart, so that it is loaded only where HikariCP is there. */
    private static final class Hikari {

        static void check(DataSource source, int readers) {
            HikariDataSource pool = Unwrapping.find(source, HikariDataSource.class);
            if (pool != null && pool.getMaximumPoolSize() <= readers) {
                throw new PoolTooSmallException(readers, pool.getMaximumPoolSize());
            }
        }
    }
}
