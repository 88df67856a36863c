package traefik4j.app;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One end of a connection of the training: writes messages of HTTP/1.1, and reads them one after the other. */
final class TrainingWire implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /** The end that this socket is. */
    TrainingWire(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
    }

    /** Writes a message. */
    void send(String message) throws IOException {
        out.write(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a whole message and returns its first line. */
    String receive() throws IOException {
        String first = line();
        long length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith(LENGTH)) {
                length = Long.parseLong(field.substring(LENGTH.length()).strip());
            }
            chunked |= field.startsWith("transfer-encoding:");
        }
        skip(length);
        if (chunked) {
            skipChunks();
        }
        return first;
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            skip(size);
            line();
        } while (size > 0);
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                throw new EOFException("closed in the middle of a body");
            }
            left -= skipped;
        }
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("closed in the middle of a message");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
