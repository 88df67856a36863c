package traefik4j.config.schema;

/**
 * One key of a section.
 *
 * @param name as Traefik's documentation spells it
 * @param shape what it takes
 * @param support what is done about it
 * @param help one sentence for the help page; empty if it is not worth a line there
 * @param otherwise what holds where it is not given, as the help page shows it; empty for nothing
 */
public record Key(String name, Shape shape, Support support, String help, String otherwise) {
    static Key of(String name, Shape shape) {
        return new Key(name, shape, Support.YES, "", "");
    }

    static Key text(String name) {
        return of(name, Kind.TEXT);
    }

    static Key truth(String name) {
        return of(name, Kind.TRUTH);
    }

    static Key number(String name) {
        return of(name, Kind.NUMBER);
    }

    static Key count(String name) {
        return of(name, Kind.COUNT);
    }

    static Key large(String name) {
        return of(name, Kind.LARGE);
    }

    static Key decimal(String name) {
        return of(name, Kind.DECIMAL);
    }

    static Key duration(String name) {
        return of(name, Kind.DURATION);
    }

    static Key list(String name) {
        return of(name, Kind.LIST);
    }

    static Key wideList(String name) {
        return of(name, Kind.WIDE_LIST);
    }

    static Key pairs(String name) {
        return of(name, Kind.PAIRS);
    }

    static Key section(String name, Key... keys) {
        return of(name, Section.of(keys));
    }

    static Key named(String name, Section section) {
        return of(name, new Shape.Named(section));
    }

    static Key each(String name, Section section) {
        return of(name, new Shape.Each(section));
    }

    /** The key before anything is done about it, where leaving it out harms nobody. */
    Key notYet() {
        return with(Support.NOT_YET);
    }

    /** The key before anything is done about it, where leaving it out would be unsafe or pointless. */
    Key refused() {
        return with(Support.REFUSED);
    }

    /** The key with another answer to whether it is supported. */
    Key with(Support other) {
        return new Key(name, shape, other, help, otherwise);
    }

    /** The key with a line on the help page. */
    Key help(String sentence) {
        return new Key(name, shape, support, sentence, otherwise);
    }

    /** The key with a line on the help page that shows what holds otherwise. */
    Key help(String sentence, String shownDefault) {
        return new Key(name, shape, support, sentence, shownDefault);
    }
}
