package traefik4j.proxy.template;

/** Stops the reading of a template, or of the rule around it, at a place in its text. */
public final class Unreadable extends Exception {
    private final int column;
    private final String what;

    /**
     * Something that cannot be read.
     *
     * @param column where it is, counted from 1
     * @param what what is wrong, and {@code (expected: …)}
     */
    public Unreadable(int column, String what) {
        super(what, null, false, false);
        this.column = column;
        this.what = what;
    }

    /** Where it is, counted from 1. */
    public int column() {
        return column;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }
}
