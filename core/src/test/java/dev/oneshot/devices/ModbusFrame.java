package dev.oneshot.devices;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A message of Modbus RTU: bytes, and a checksum at their end. It has no number that tells which answer is whose. */
final class ModbusFrame {

    static final int READ = 3;
    static final int FAILED = 0x80;
    static final int BUSY = 6;

    private static final int CHECKSUM_BYTES = 2;

    private ModbusFrame() {}

    static byte[] of(int... content) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : content) {
            frame.put((byte) value);
        }
        return frame.putShort((short) checksum(frame.array(), content.length)).array();
    }

    /** Reads so many bytes and their checksum, behind the beginning that was read before. */
    static byte[] read(DataInputStream in, byte[] beginning, int length) throws IOException {
        byte[] frame = Arrays.copyOf(beginning, beginning.length + length + CHECKSUM_BYTES);
        in.readFully(frame, beginning.length, length + CHECKSUM_BYTES);
        int contentBytes = frame.length - CHECKSUM_BYTES;
        int expected = Short.toUnsignedInt(
                ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getShort(contentBytes));
        if (checksum(frame, contentBytes) != expected) {
            throw new IOException("the line is disturbed: the checksum is wrong");
        }
        return Arrays.copyOf(frame, contentBytes);
    }

    /** CRC-16 as the specification of Modbus over serial line has it. */
    private static int checksum(byte[] bytes, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= Byte.toUnsignedInt(bytes[i]);
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xA001;
            }
        }
        return crc;
    }
}
