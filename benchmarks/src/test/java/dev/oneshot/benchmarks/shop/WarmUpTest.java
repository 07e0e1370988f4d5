package dev.oneshot.benchmarks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.load.Latencies;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final WarmUp warmUp = new WarmUp(Operation.READ, 4, 1_000, 8);

    private int pieces;

    @Test
    void aServerIsAskedUntilItHasAnsweredEnough() throws IOException {
        warmUp.of(answering(400));

        assertThat(pieces).isEqualTo(3);
    }

    @Test
    void aServerThatHardlyAnswersIsGivenUp() throws IOException {
        warmUp.of(answering(1));

        assertThat(pieces).isEqualTo(8);
    }

    private WarmUp.Server answering(long each) {
        return (operation, connections, length) -> {
            assertThat(operation).isEqualTo(Operation.READ);
            assertThat(connections).isEqualTo(4);
            pieces++;
            return Reading.of(new Latencies(), new long[] {each * length.toSeconds()}, length, Double.NaN, 0);
        };
    }
}
