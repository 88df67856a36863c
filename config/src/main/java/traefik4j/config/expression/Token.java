package traefik4j.config.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a condition.
 *
 * @param kind what it is
 * @param text as it was written; of a text in quotes, what is in them
 * @param column where it begins, counted from 1
 */
record Token(Kind kind, String text, int column) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("\\p{Alpha}\\w*");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\\\\\p{Cntrl}]*\"|`[^`]*`");
    private static final Pattern SIGN = Pattern.compile("&&|\\|\\||==|!=|<=|>=|[<>(),]");

    /** What words there are. */
    enum Kind {
        NUMBER(Token.NUMBER),
        NAME(Token.NAME),
        TEXT(Token.QUOTED),
        SIGN(Token.SIGN),
        END(Pattern.compile("$"));

        private final Pattern pattern;

        Kind(Pattern pattern) {
            this.pattern = pattern;
        }
    }

    /** All words of a text, the last one of the kind END. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            Token token = next(text, at);
            tokens.add(token);
            if (token.kind == Kind.END) {
                return tokens;
            }
            at += token.text.length() + (token.kind == Kind.TEXT ? 2 : 0);
        }
    }

    private static Token next(String text, int at) {
        if (at == text.length()) {
            return new Token(Kind.END, "", at + 1);
        }
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(text).region(at, text.length());
            if (kind != Kind.END && matcher.lookingAt()) {
                int quotes = kind == Kind.TEXT ? 1 : 0;
                return new Token(kind, text.substring(at + quotes, matcher.end() - quotes), at + 1);
            }
        }
        throw new BadCondition(
                at + 1, "\"" + text.charAt(at) + "\" means nothing here (expected: " + hint(text, at) + ")");
    }

    private static String hint(String text, int at) {
        return switch (text.charAt(at)) {
            case '=' -> "==";
            case '&' -> "&&";
            case '|' -> "||";
            case '!' -> "!=; there is no negation";
            case '"', '`' -> "a closing quote";
            default -> "a function, a number or an operator";
        };
    }

    /** Whether it is this sign. */
    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** As it is shown in a message. */
    String shown() {
        return kind == Kind.END ? "the end" : '"' + text + '"';
    }
}
