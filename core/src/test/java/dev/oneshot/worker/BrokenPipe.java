package dev.oneshot.worker;

/** The failure after which a {@link ScriptedConnector} calls its connection broken. */
final class BrokenPipe extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenPipe() {
        super("broken pipe");
    }
}
