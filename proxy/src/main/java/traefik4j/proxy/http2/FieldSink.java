package traefik4j.proxy.http2;

/** Whoever takes the fields of a block, one after the other, as ranges that are good until the call returns. */
public interface FieldSink {
    /** A field, as the peer sent it: nothing about it has been checked. */
    void field(byte[] name, int nameFrom, int nameTo, byte[] value, int valueFrom, int valueTo);
}
