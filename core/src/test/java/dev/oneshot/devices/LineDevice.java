package dev.oneshot.devices;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A device that answers each line by the same in capitals. */
final class LineDevice extends Device {

    LineDevice() throws IOException {
        start();
    }

    @Override
    byte[] answer(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        char last;
        do {
            last = (char) in.readByte();
            line.append(Character.toUpperCase(last));
        } while (last != '\n');
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
