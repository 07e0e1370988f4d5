package dev.oneshot.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What JVMs that measure are told at their start. */
final class JvmFlags {

    private static final int UNSAFE_WARNS_SINCE = 23;

    private JvmFlags() {}

    /**
     * A heap that does not grow while it is measured, and whose pages have all been touched before; no warnings of what JMH,
     * SQLite and the peers do within the JDK.
     */
    static List<String> forThisJdk() {
        List<String> flags = new ArrayList<>(
                List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }
}
