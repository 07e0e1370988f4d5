package dev.oneshot.lincheck;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/**
 * Lets Lincheck call the operations of the subclass from several threads, in random scenarios, and look for a sequence of
 * the same calls that explains all the results. An operation must be one step of what is tested. These packages are not
 * exported, so that the subclasses can be public, as Lincheck wants them.
 *
 * <p>In the build they only look for what one switch of threads at the wrong moment brings about, a few seconds each;
 * {@code -Doneshot.lincheck.depth=20} looks deeper, for minutes.
 */
@EnabledForJreRange(maxVersion = 25, disabledReason = "Lincheck 3.7 knows JDKs up to 25")
public abstract class LinearizabilityContract {

    private static final int DEPTH = Integer.getInteger("oneshot.lincheck.depth", 1);
    private static final int SCENARIOS = 3 * DEPTH;

    /** Real threads: few interleavings of each scenario, but those that really happen. */
    @Test
    void stress() {
        bounded(new StressOptions().invocationsPerIteration(100 * DEPTH)).check(getClass());
    }

    /** Switches threads by plan at every shared access: many interleavings, each repeatable. */
    @Test
    void modelChecking() {
        modelCheck(getClass());
    }

    static void modelCheck(Class<?> operations) {
        bounded(new ModelCheckingOptions().invocationsPerIteration(30 * DEPTH)).check(operations);
    }

    private static <O extends Options<O, ?>> O bounded(O options) {
        return options.iterations(SCENARIOS)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .minimizeFailedScenario(true);
    }
}
