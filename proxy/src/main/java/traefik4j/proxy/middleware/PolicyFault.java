package traefik4j.proxy.middleware;

/** An option of an entry point or a frontend that cannot be compiled. */
public final class PolicyFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * A fault.
     *
     * @param key the path of the option, from its entry point or frontend on
     * @param what what is wrong, and what was expected
     */
    public PolicyFault(String key, String what) {
        super(what);
        this.key = key;
    }

    /** The path of the option, from its entry point or frontend on. */
    public String key() {
        return key;
    }

    /** The same fault, seen from further up. */
    public PolicyFault below(String above) {
        PolicyFault fault = new PolicyFault(above + "." + key, what());
        fault.initCause(this);
        return fault;
    }

    /** What is wrong, and what was expected. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
