package dev.oneshot.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** The search of the {@link LinearizabilityContract} is deep enough, as short as it is in the build. */
@EnabledForJreRange(maxVersion = 25, disabledReason = "Lincheck 3.7 knows JDKs up to 25")
class DepthTest {

    @Test
    void findsAMutexThatTwoMayHoldAtOnce() {
        assertThatThrownBy(() -> LinearizabilityContract.modelCheck(TwoStepMutex.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("tryLock(): true");
    }
}
