package traefik4j.config.toml;

import java.util.List;
import traefik4j.config.Place;
import traefik4j.config.tree.Table;

/** A whole text in TOML, line by line: headers, and keys with values in the section of the last header. */
final class Document {
    private final Cursor cursor;
    private final Definitions definitions;
    private final Values values;
    private final PassageReader passages;
    private Table section;
    private int depth;

    Document(Cursor cursor, PassageReader passages) {
        this.cursor = cursor;
        this.passages = passages;
        this.section = new Table(cursor.start());
        this.definitions = new Definitions(cursor, section);
        this.values = new Values(cursor, definitions, passages);
    }

    /** Reads it all, going on in another line after a fault. */
    Table read() {
        while (!cursor.atEnd()) {
            int started = cursor.line();
            if (!line()) {
                recover(started);
            }
        }
        return definitions.finished();
    }

    private boolean line() {
        cursor.skipBlank();
        if (cursor.peek() == '[' && passages.skip(cursor, definitions)) {
            return true;
        }
        if (!isEmptyLine() && !(cursor.peek() == '[' ? header() : values.entry(section, depth))) {
            return false;
        }
        cursor.skipBlank();
        cursor.skipComment();
        return cursor.takeNewline() || cursor.atEnd() || cursor.refuse("the end of the line");
    }

    private boolean isEmptyLine() {
        return cursor.peek() == '#' || cursor.isNewline(0) || cursor.atEnd();
    }

    private boolean header() {
        Place place = cursor.place();
        int start = cursor.position();
        boolean array = cursor.peek(1) == '[';
        cursor.skip(array ? 2 : 1);
        cursor.skipBlank();
        List<String> names = values.key(0);
        if (names == null || !closes(array)) {
            section = new Table(place);
            depth = 0;
            return false;
        }
        passages.header(names, array, start, place.line(), definitions);
        section = array ? definitions.append(names, place) : definitions.open(names, place);
        depth = names.size();
        return true;
    }

    private boolean closes(boolean array) {
        boolean closed = cursor.peek() == ']' && (!array || cursor.peek(1) == ']');
        cursor.skip(closed ? (array ? 2 : 1) : 0);
        return closed || cursor.refuse(array ? "]] or ." : "] or .");
    }

    /** After a fault in brackets over several lines nobody knows where they end, but a header is one most likely. */
    private void recover(int started) {
        boolean brackets = cursor.line() > started;
        cursor.skipLine();
        while (brackets && !cursor.atEnd() && !isLikeHeader()) {
            cursor.skipLine();
        }
    }

    private boolean isLikeHeader() {
        cursor.skipBlank();
        return cursor.peek() == '['
                && (Character.isLetter(cursor.peek(1)) || cursor.peek(1) == '[' && Character.isLetter(cursor.peek(2)));
    }
}
