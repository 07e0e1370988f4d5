package dev.oneshot.autoconfigure.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.util.ClassUtils;

/** The URL that a {@code DataSource} connects to, as far as it may be shown: without parameters, user and password. */
final class DatabaseUrl {

    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", DatabaseUrl.class.getClassLoader());

    private static final Pattern VENDOR = Pattern.compile("jdbc:[^:?;@]+:");

    private DatabaseUrl() {}

    /** Of the pool and the plain sources that Spring Boot sets up; other types are not asked. */
    static @Nullable String of(DataSource source) {
        AbstractDriverBasedDataSource plain = Unwrapping.find(source, AbstractDriverBasedDataSource.class);
        String url = plain != null ? plain.getUrl() : HIKARI ? Hikari.url(source) : null;
        return url == null ? null : shown(url);
    }

    /** Where it is not plain what belongs to a password, only the vendor is left. */
    static @Nullable String shown(String url) {
        Matcher vendor = VENDOR.matcher(url);
        if (!vendor.lookingAt()) {
            return null;
        }
        int end = parametersAt(url);
        int credentialsEnd = url.lastIndexOf('@');
        if (credentialsEnd > end) {
            return vendor.group() + "...";
        }
        return credentialsEnd < 0
                ? url.substring(0, end)
                : vendor.group() + "...@" + url.substring(credentialsEnd + 1, end);
    }

    private static int parametersAt(String url) {
        for (int at = 0; at < url.length(); at++) {
            if (url.charAt(at) == '?' || url.charAt(at) == ';') {
                return at;
            }
        }
        return url.length();
    }

    /** Apart, so that it is loaded only where HikariCP is there. */
    private static final class Hikari {

        static @Nullable String url(DataSource source) {
            HikariDataSource pool = Unwrapping.find(source, HikariDataSource.class);
            return pool == null ? null : pool.getJdbcUrl();
        }
    }
}
