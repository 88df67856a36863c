package traefik4j.config.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import traefik4j.config.expression.Condition.And;
import traefik4j.config.expression.Condition.Comparison;
import traefik4j.config.expression.Condition.Or;
import traefik4j.config.expression.Token.Kind;
import traefik4j.config.expression.Vocabulary.Result;
import traefik4j.config.expression.Vocabulary.Signature;

/**
 * Reads conditions. The grammar is Go's as far as Traefik 1.x uses it: {@code &&} binds closer than {@code ||}, the
 * function stands on the left. Whole numbers and fractions may stand for each other, which Traefik 1.x refuses.
 */
public final class Conditions {
    private static final int DEEPEST = 100;

    private final Vocabulary vocabulary;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private Conditions(Vocabulary vocabulary, List<Token> tokens) {
        this.vocabulary = vocabulary;
        this.tokens = tokens;
    }

    /**
     * Reads a condition.
     *
     * @throws BadCondition if the text is none
     */
    public static Condition read(String text, Vocabulary vocabulary) {
        Conditions reading = new Conditions(vocabulary, Token.of(text));
        Condition condition = reading.or();
        reading.expect(Kind.END, "&&, || or the end");
        return condition;
    }

    private Condition or() {
        Condition left = and();
        while (take("||")) {
            left = new Or(left, and());
        }
        return left;
    }

    private Condition and() {
        Condition left = term();
        while (take("&&")) {
            left = new And(left, term());
        }
        return left;
    }

    private Condition term() {
        if (!peek().is("(") || opensFunction()) {
            return comparison();
        }
        Token opening = next();
        if (++depth > DEEPEST) {
            throw new BadCondition(opening.column(), "too many parentheses in each other");
        }
        Condition inner = or();
        depth--;
        expectSign(")");
        return inner;
    }

    /** Whether the parentheses that follow are around a function alone, whose comparison comes after them. */
    private boolean opensFunction() {
        int i = at;
        while (tokens.get(i).is("(")) {
            i++;
        }
        int opened = i - at;
        while (tokens.get(i).kind() != Kind.END && !tokens.get(i).is(")")) {
            i++;
        }
        for (i++; i < tokens.size() && tokens.get(i).is(")") && opened > 0; i++) {
            opened--;
        }
        return opened == 0 && i < tokens.size() && operator(tokens.get(i)).isPresent();
    }

    private Condition comparison() {
        int opened = open();
        Token name = expect(Kind.NAME, functions());
        Signature signature = vocabulary.functions().get(name.text());
        if (signature == null) {
            throw new BadCondition(name.column(), "there is no " + name.text() + " (expected: " + functions() + ")");
        }
        List<Double> arguments = arguments(name.text(), signature.parameters());
        close(opened);
        Optional<Operator> operator = operator(peek());
        if (operator.isEmpty() && signature.result() == Result.TRUTH) {
            return new Comparison(name.text(), arguments, Operator.EQ, true);
        }
        Token sign = next();
        if (operator.isEmpty()) {
            throw new BadCondition(sign.column(), sign.shown() + " (expected: one of " + operators() + ")");
        }
        return new Comparison(
                name.text(), arguments, operator.get(), constant(signature.result(), operator.get(), sign));
    }

    private List<Double> arguments(String function, int count) {
        expectSign("(");
        List<Double> arguments = new ArrayList<>();
        while (!peek().is(")")) {
            if (!arguments.isEmpty()) {
                expectSign(",");
            }
            arguments.add(Double.parseDouble(expect(Kind.NUMBER, "a number").text()));
        }
        Token closing = next();
        if (arguments.size() != count) {
            throw new BadCondition(
                    closing.column(), function + " has " + arguments.size() + " arguments (expected: " + count + ")");
        }
        return arguments;
    }

    private Object constant(Result result, Operator operator, Token sign) {
        boolean ordered = operator != Operator.EQ && operator != Operator.NEQ;
        if (ordered && result != Result.NUMBER) {
            throw new BadCondition(sign.column(), sign.shown() + " (expected: == or !=)");
        }
        int opened = open();
        Object constant = switch (result) {
            case NUMBER -> Double.valueOf(expect(Kind.NUMBER, "a number").text());
            case TEXT -> expect(Kind.TEXT, "a text in quotes").text();
            case TRUTH -> truth(expect(Kind.NAME, "true or false"));
        };
        close(opened);
        return constant;
    }

    private static boolean truth(Token word) {
        return switch (word.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadCondition(word.column(), word.shown() + " (expected: true or false)");
        };
    }

    private int open() {
        int opened = 0;
        while (take("(")) {
            opened++;
        }
        return opened;
    }

    private void close(int opened) {
        for (int i = 0; i < opened; i++) {
            expectSign(")");
        }
    }

    private static Optional<Operator> operator(Token token) {
        return Arrays.stream(Operator.values())
                .filter(operator -> token.is(operator.symbol()))
                .findAny();
    }

    private static String operators() {
        return Arrays.stream(Operator.values()).map(Operator::symbol).collect(Collectors.joining(", "));
    }

    private String functions() {
        return vocabulary.functions().keySet().stream()
                .sorted()
                .map(name -> name + "()")
                .collect(Collectors.joining(", "));
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean take(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            at++;
        }
        return there;
    }

    private void expectSign(String sign) {
        Token token = next();
        if (!token.is(sign)) {
            throw new BadCondition(token.column(), token.shown() + " (expected: " + sign + ")");
        }
    }

    private Token expect(Kind kind, String what) {
        Token token = next();
        if (token.kind() != kind) {
            throw new BadCondition(token.column(), token.shown() + " (expected: " + what + ")");
        }
        return token;
    }
}
