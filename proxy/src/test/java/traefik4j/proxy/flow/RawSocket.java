package traefik4j.proxy.flow;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A blocking socket that speaks bytes, with a deadline on every read, and remembers all it received. */
class RawSocket implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    RawSocket(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(DEADLINE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The socket itself. */
    Socket socket() {
        return socket;
    }

    /** Sends a text, one byte a character. */
    void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more, but still reads. */
    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes with a reset, as a process that dies does. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One byte, or -1 at the end. */
    int read() {
        try {
            int b = socket.getInputStream().read();
            if (b >= 0) {
                synchronized (received) {
                    received.write(b);
                }
            }
            return b;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to and including this text. */
    String readThrough(String end) {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            int b = read();
            if (b < 0) {
                throw new UncheckedIOException(new EOFException("closed after: " + text));
            }
            text.append((char) b);
        }
        return text.toString();
    }

    /** Reads so many bytes. */
    String read(int count) {
        byte[] bytes = new byte[count];
        try {
            InputStream in = socket.getInputStream();
            for (int done = 0; done < count; ) {
                int n = in.read(bytes, done, count - done);
                if (n < 0) {
                    throw new EOFException("closed after: " + new String(bytes, 0, done, StandardCharsets.ISO_8859_1));
                }
                synchronized (received) {
                    received.write(bytes, done, n);
                }
                done += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Reads until the other side closes. */
    String readToEnd() {
        StringBuilder text = new StringBuilder();
        for (int b; (b = read()) >= 0; ) {
            text.append((char) b);
        }
        return text.toString();
    }

    /** Reads and forgets so many bytes, in large pieces. */
    long skip(long count) {
        byte[] buffer = new byte[64 << 10];
        long left = count;
        try {
            InputStream in = socket.getInputStream();
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    break;
                }
                left -= n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count - left;
    }

    /** Whether the other side closes, at once or within the deadline, without another byte. */
    boolean isClosedByPeer() {
        try {
            return read() < 0;
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof SocketException;
        }
    }

    /** Whether the other side resets the connection. */
    boolean isReset() {
        try {
            readToEnd();
            return false;
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof SocketException;
        }
    }

    /** A body framed by a head: chunked coding as it came, or by length, or nothing. */
    String readBody(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
            return readChunks();
        }
        int at = lower.indexOf("\r\ncontent-length: ");
        if (at < 0) {
            return "";
        }
        String length = lower.substring(at + 18, lower.indexOf('\r', at + 18));
        return read(Integer.parseInt(length.strip()));
    }

    private String readChunks() {
        StringBuilder all = new StringBuilder();
        while (true) {
            String line = readThrough("\r\n");
            all.append(line);
            int size = Integer.parseInt(line.split("[;\r]", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            all.append(read(size + 2));
        }
        for (String line = ""; !line.equals("\r\n"); ) {
            line = readThrough("\r\n");
            all.append(line);
        }
        return all.toString();
    }

    /** All that came until now. */
    String received() {
        synchronized (received) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
