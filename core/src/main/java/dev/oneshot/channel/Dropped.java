package dev.oneshot.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Ends the messages that nobody will receive. */
final class Dropped {

    private static final Logger LOG = System.getLogger(Channel.class.getName());

    private Dropped() {}

    /** Closes what can be closed. Its failure is logged: it must neither hide another outcome nor keep the next message open. */
    static void close(Object message) {
        if (message instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a message that was dropped by its channel could not be closed", e);
            }
        }
    }
}
