package dev.oneshot.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a channel is given of a large buffer. */
class PiecesTest {

    private static final int SIZE = Pieces.SIZE;

    private final Offered channel = new Offered(Integer.MAX_VALUE);

    @Test
    void aBufferOfTheHeapIsWrittenInPieces() throws IOException {
        ByteBuffer source = ByteBuffer.allocate(2 * SIZE + 5);

        assertThat(Pieces.write(channel, source)).isEqualTo(2 * SIZE + 5);

        assertThat(channel.sizes).containsExactly(SIZE, SIZE, 5);
        assertThat(source.hasRemaining()).isFalse();
    }

    @Test
    void aPieceThatIsNotTakenAsAWholeIsTheLastAndTheRestRemains() throws IOException {
        Offered full = new Offered(100);
        ByteBuffer source = ByteBuffer.allocate(2 * SIZE);

        assertThat(Pieces.write(full, source)).isEqualTo(100);

        assertThat(full.sizes).containsExactly(SIZE);
        assertThat(source.remaining()).isEqualTo(2 * SIZE - 100);
    }

    @Test
    void aChannelThatTakesAllIsLeftAfterSomeMegabytes() throws IOException {
        ByteBuffer source = ByteBuffer.allocate(100 * SIZE);

        assertThat(Pieces.write(channel, source)).isEqualTo(16 * SIZE);

        assertThat(source.remaining()).isEqualTo(84 * SIZE);
    }

    @Test
    void aDirectBufferIsWrittenAsItIs() throws IOException {
        assertThat(Pieces.write(channel, ByteBuffer.allocateDirect(2 * SIZE))).isEqualTo(2 * SIZE);

        assertThat(channel.sizes).containsExactly(2 * SIZE);
    }

    @Test
    void onePieceIsReadIntoABufferOfTheHeapAndTheRoomBehindItStays() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(2 * SIZE);

        assertThat(Pieces.read(channel, target)).isEqualTo(SIZE);

        assertThat(target.remaining()).isEqualTo(SIZE);
    }

    /** Takes and gives as much as is asked for, up to a limit, and keeps what was asked for. */
    private static final class Offered implements ReadableByteChannel, WritableByteChannel {

        private final int limit;
        private final List<Integer> sizes = new ArrayList<>();

        Offered(int limit) {
            this.limit = limit;
        }

        @Override
        public int read(ByteBuffer target) {
            return write(target);
        }

        @Override
        public int write(ByteBuffer source) {
            sizes.add(source.remaining());
            int count = Math.min(limit, source.remaining());
            source.position(source.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
