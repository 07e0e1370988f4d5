package dev.oneshot.devices;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A line to a Modbus device, as such drivers are: blocking, and only for one thread at a time. */
final class ModbusLine implements AutoCloseable {

    private static final int UNIT = 1;

    private final Socket socket;
    private final DataInputStream in;

    ModbusLine(InetSocketAddress device) throws IOException {
        socket = new Socket(device.getAddress(), device.getPort());
        in = new DataInputStream(socket.getInputStream());
    }

    /** Asks for the value of a holding register. */
    int read(int register) throws IOException {
        socket.getOutputStream()
                .write(ModbusFrame.of(UNIT, ModbusFrame.READ, register >> Byte.SIZE, register & 0xFF, 0, 1));
        byte[] head = in.readNBytes(3);
        if (head.length < 3) {
            throw new IOException("the device has hung up");
        }
        if ((head[1] & ModbusFrame.FAILED) != 0) {
            ModbusFrame.read(in, head, 0);
            throw new DeviceBusyException("the device answers with error " + head[2]);
        }
        byte[] answer = ModbusFrame.read(in, head, head[2]);
        return Short.toUnsignedInt(ByteBuffer.wrap(answer).getShort(head.length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The device wants to be asked later. */
    static final class DeviceBusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DeviceBusyException(String message) {
            super(message);
        }
    }
}
