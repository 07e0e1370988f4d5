package dev.oneshot.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Reading and writing that gives a buffer of the heap to the channel in pieces.
 *
 * <p>For such a buffer the JDK takes a direct one, as large as all that remains, at every attempt; copies all of it,
 * though the system may take only a little; and keeps the direct buffer for the thread.
 */
final class Pieces {

    static final int SIZE = 128 * 1024;

    /** So that a side that reads as fast as this one writes does not keep the polling thread to itself. */
    private static final int MAX_COUNT = 16;

    private Pieces() {}

    /** Reads at most one piece. */
    static int read(ReadableByteChannel channel, ByteBuffer target) throws IOException {
        int limit = limitToPiece(target);
        try {
            return channel.read(target);
        } finally {
            target.limit(limit);
        }
    }

    /** Writes pieces until one is not taken as a whole, or many were. */
    static int write(WritableByteChannel channel, ByteBuffer source) throws IOException {
        int begin = source.position();
        boolean whole = true;
        for (int count = 0; whole && count < MAX_COUNT; count++) {
            int limit = limitToPiece(source);
            try {
                channel.write(source);
                whole = !source.hasRemaining();
            } finally {
                source.limit(limit);
            }
            whole &= source.hasRemaining();
        }
        return source.position() - begin;
    }

    /** Returns the limit that was there before. */
    private static int limitToPiece(ByteBuffer buffer) {
        int limit = buffer.limit();
        if (!buffer.isDirect() && buffer.remaining() > SIZE) {
            buffer.limit(buffer.position() + SIZE);
        }
        return limit;
    }
}
