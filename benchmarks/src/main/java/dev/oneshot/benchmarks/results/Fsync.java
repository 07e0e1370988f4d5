package dev.oneshot.benchmarks.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Tries how long a disk takes to have something for good: nothing else says so much about durable writes. */
final class Fsync {

    private static final int PAGE = 4096;
    private static final int TIMES = 51;
    private static final double MICRO = 1000;

    private Fsync() {}

    /** Appends some pages to a file, each brought to the disk before the next, and returns the time in the middle. */
    static double medianMicros(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "fsync", ".bin");
        long[] nanos = new long[TIMES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[TIMES / 2] / MICRO;
    }
}
