package traefik4j.config.toml;

import java.util.List;
import java.util.Random;

/** A text that is TOML, nearly. */
final class MadeUpToml {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "a.b", "b.a", "a.b.c", "\"a\"", "'b'", "\"x y\"", "1", "-", "a . c", "\"\\u0061\"");
    private static final List<String> WORDS = List.of(
            "1",
            "0",
            "-1",
            "+7",
            "1_000",
            "0x1F",
            "0o17",
            "0b101",
            "1.5",
            "-0.0",
            "1e3",
            "6.2E-3",
            "inf",
            "-inf",
            "+nan",
            "true",
            "false",
            "1979-05-27",
            "07:32:00",
            "07:32:00.25",
            "1979-05-27T07:32:00Z",
            "1979-05-27 07:32:00",
            "1979-05-27T00:32:00.999+07:00",
            "9223372036854775807",
            "-9223372036854775808");
    private static final List<String> WRONG_WORDS = List.of(
            "9223372036854775808",
            "1__0",
            "_1",
            "1_",
            "01",
            "0x",
            "0xG",
            "0X1",
            "1.",
            ".5",
            "1.e3",
            "1e",
            "True",
            "yes",
            "1979-02-30",
            "1979-13-01",
            "25:00:00",
            "07:32",
            "1979-05-27T",
            "+0x1",
            "1e1_",
            "--1",
            "+-1",
            "in",
            "infinity");
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "''",
            "\"text\"",
            "'C:\\dir'",
            "\"a\\tb\\\\ \\\"q\\\" \\u00e9 \\U0001F600\"",
            "\"\"\"\"\"\"",
            "\"\"\"one\ntwo\"\"\"",
            "\"\"\"\nin \\\n   line\"\"\"",
            "'''a''b\n'''",
            "\"\"\"q\"\"\"\"\"",
            "'''''q'''",
            "\"#\"",
            "\"é😀\"");
    private static final List<String> NOISE = List.of(
            "[", "]", "{", "}", "=", "\"", "'", ".", ",", "#", "\n", "\\", " ", "\t", "\u0001", "\u007f", "-", "0", "x",
            "\"\"\"", "'''", "[[", "]]", "_", ":", "T", "\\x", "\\ud800", "é");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    MadeUpToml(Random random) {
        this.random = random;
    }

    String text() {
        for (int lines = 1 + random.nextInt(6); lines > 0; lines--) {
            line();
        }
        if (random.nextInt(3) == 0) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) {
                text.insert(at, one(NOISE));
            } else {
                text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
            }
        }
        return text.toString();
    }

    private void line() {
        switch (random.nextInt(10)) {
            case 0, 1 -> text.append(blank() + "[" + blank() + one(NAMES) + blank() + "]");
            case 2 -> text.append("[[" + blank() + one(NAMES) + "]]");
            case 3 -> text.append("# comment ü");
            default -> entry(0);
        }
        text.append(random.nextInt(8) == 0 ? " # comment" : "").append(random.nextInt(30) == 0 ? "\r\n" : "\n");
    }

    private void entry(int depth) {
        text.append(blank()).append(one(NAMES)).append(blank()).append("=").append(blank());
        value(depth);
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 2 ? 6 : 9)) {
            case 0, 1 -> text.append(one(TEXTS));
            case 2, 3, 4 -> text.append(one(WORDS));
            case 5 -> text.append(random.nextInt(4) == 0 ? one(WRONG_WORDS) : one(WORDS));
            case 6, 7 -> array(depth);
            default -> table(depth);
        }
    }

    private void array(int depth) {
        text.append("[").append(line(blank()));
        for (int i = random.nextInt(4); i > 0; i--) {
            value(depth + 1);
            text.append(line(blank()))
                    .append(i > 1 || random.nextInt(3) == 0 ? "," : "")
                    .append(line(blank()));
        }
        text.append("]");
    }

    private String line(String otherwise) {
        return switch (random.nextInt(6)) {
            case 0 -> "\n";
            case 1 -> " # in between\n ";
            default -> otherwise;
        };
    }

    private void table(int depth) {
        text.append("{").append(blank());
        for (int i = random.nextInt(4); i > 0; i--) {
            entry(depth + 1);
            text.append(blank()).append(i > 1 || random.nextInt(20) == 0 ? "," : "");
        }
        text.append(blank()).append("}");
    }

    private String blank() {
        return random.nextInt(4) == 0 ? " " : "";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
