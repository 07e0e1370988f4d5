package dev.oneshot.testing;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

/** Asks the garbage collector what is still referred to. */
public final class Garbage {

    private Garbage() {}

    /** Fails unless the referent is collected while the holders are alive. */
    public static void isCollected(WeakReference<?> reference, Object... holders) {
        until("the referent is collected; it is now " + reference.get(), () -> reference.get() == null);
        Reference.reachabilityFence(holders);
    }

    /** Collects until the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        Bounded.until(what, () -> {
            System.gc();
            return condition.getAsBoolean();
        });
    }
}
