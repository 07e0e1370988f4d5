package dev.oneshot.autoconfigure.worker;

/** Two workers of one application have the same name. */
final class DuplicateWorkerNameException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DuplicateWorkerNameException(String name, String first, String second) {
        super("two workers have the name '" + name + "', bean '" + first + "' and bean '" + second
                + "': metrics and health could not tell them apart");
    }
}
