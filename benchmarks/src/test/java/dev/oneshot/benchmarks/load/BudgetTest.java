package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Budget budget = Budget.of(Duration.ofSeconds(100), now::get);

    @Test
    void dealsOutWhatIsLeft() {
        assertThat(budget.lengthOf(10)).isEqualTo(Duration.ofMillis(8500));
        now.addAndGet(Duration.ofSeconds(50).toNanos());
        assertThat(budget.lengthOf(10)).isEqualTo(Duration.ofMillis(4250));
    }

    @Test
    void givesNoLessThanMeansAnythingHoweverLateItIs() {
        now.addAndGet(Duration.ofSeconds(120).toNanos());
        assertThat(budget.lengthOf(10)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void isOverdrawnHalfOfItselfAfterItsEnd() {
        now.addAndGet(Duration.ofSeconds(150).toNanos());
        assertThat(budget.isOverdrawn()).isFalse();
        now.incrementAndGet();
        assertThat(budget.isOverdrawn()).isTrue();
    }

    @Test
    void warmsUpForASecondIfThereIsTimeForIt() {
        assertThat(budget.warmUpOf(10)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.warmUpOf(30)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void isDividedIntoEqualShares() {
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(budget.share(3).lengthOf(1)).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void doesNotCountWhatCameBeforeTheMeasuring() {
        Duration prepared = Duration.ofSeconds(60);
        now.addAndGet(prepared.toNanos());
        Budget later = budget.laterBy(prepared);
        assertThat(later.lengthOf(10)).isEqualTo(Duration.ofMillis(8500));
        now.addAndGet(Duration.ofSeconds(150).toNanos());
        assertThat(later.isOverdrawn()).isFalse();
        now.incrementAndGet();
        assertThat(later.isOverdrawn()).isTrue();
    }
}
