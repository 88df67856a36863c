package traefik4j.config.schema;

/** What a key takes: a single value, a section of known keys, named things, or a list of sections. */
public sealed interface Shape permits Kind, Section, Shape.Named, Shape.Each {
    /** What to write there, for a user. */
    String expected();

    /** Whether all of it works, down to the last key. */
    boolean isSupported();

    /**
     * A table whose keys are names the user gives.
     *
     * @param of what each of them is
     */
    record Named(Section of) implements Shape {
        @Override
        public String expected() {
            return "a table of names";
        }

        @Override
        public boolean isSupported() {
            return of.isSupported();
        }
    }

    /**
     * A list of tables.
     *
     * @param of what each of them is
     */
    record Each(Section of) implements Shape {
        @Override
        public String expected() {
            return "a list of tables";
        }

        @Override
        public boolean isSupported() {
            return of.isSupported();
        }
    }
}
