package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link Dropped}: what becomes of values that nobody receives. */
class DroppedTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void whatCanBeClosedIsClosedAlsoInAnOptionalAndInAList() {
        Dropped.close(closing("a"));
        Dropped.close(Optional.of(closing("b")));
        Dropped.close(List.of(closing("c"), Optional.of(closing("d")), "text"));

        assertThat(closed).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nothingElseIsTouched() {
        Dropped.close(null);
        Dropped.close("text");
        Dropped.close(Optional.empty());
    }

    @Test
    void aFailureHidesNothingAndKeepsNothingOpen() {
        AutoCloseable failing = () -> {
            throw new IllegalStateException("on purpose, for the log");
        };

        Dropped.close(List.of(failing, closing("next")));

        assertThat(closed).containsExactly("next");
    }

    @Test
    void anInterruptIsKept() {
        AutoCloseable interrupted = () -> {
            throw new InterruptedException();
        };

        Dropped.close(interrupted);

        assertThat(Thread.interrupted()).isTrue();
    }

    private AutoCloseable closing(String name) {
        return () -> closed.add(name);
    }
}
