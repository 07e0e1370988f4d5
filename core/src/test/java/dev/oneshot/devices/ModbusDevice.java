package dev.oneshot.devices;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A Modbus device whose every register holds ten times its own number, and that wants quiet between two exchanges. */
final class ModbusDevice extends Device {

    private static final int QUESTION_BYTES = 6;

    private final long quietNanos;
    private boolean spoke;
    private long spokeAt;

    ModbusDevice(Duration quiet) throws IOException {
        quietNanos = quiet.toNanos();
        start();
    }

    @Override
    synchronized byte[] answer(DataInputStream in) throws IOException {
        byte first = in.readByte();
        ByteBuffer question = ByteBuffer.wrap(ModbusFrame.read(in, new byte[] {first}, QUESTION_BYTES - 1));
        boolean tooSoon = spoke && System.nanoTime() - spokeAt < quietNanos;
        spoke = true;
        spokeAt = System.nanoTime();
        if (tooSoon) {
            return ModbusFrame.of(first, ModbusFrame.READ | ModbusFrame.FAILED, ModbusFrame.BUSY);
        }
        int value = 10 * question.getShort(2);
        return ModbusFrame.of(first, ModbusFrame.READ, 2, value >> Byte.SIZE, value & 0xFF);
    }
}
