package traefik4j.config.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** Made-up texts, some of them broken, are read as the library tomlj reads them. */
class TomlOracleTest {
    private static final String COMMA_AT_THE_END = "A trailing comma is not allowed in an inline table";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsWhatTomljReads(long seed) {
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < Integer.getInteger("oracle.texts", 500); i++) {
            String text = new MadeUpToml(random).text();
            valid += agrees(text) ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(10);
    }

    private static boolean agrees(String text) {
        TomlParseResult theirs;
        try {
            theirs = oracle(text);
        } catch (AssertionError e) {
            return refused(text);
        }
        Findings findings = new Findings();
        Optional<Table> ours = TomlText.parse(text, "t", findings);
        assertThat(ours.isPresent())
                .as("%s%nours: %s%ntheirs: %s", text, findings.problems(), theirs.errors())
                .isEqualTo(!theirs.hasErrors());
        ours.ifPresent(table -> {
            Table expected = table(theirs, new Place("t", 1, 1));
            assertThat(TreeLines.of(table)).as(text).isEqualTo(TreeLines.of(expected));
            assertThat(TreeLines.placesIn(table)).as(text).isEqualTo(TreeLines.placesIn(expected));
        });
        return ours.isPresent();
    }

    /** What tomlj stumbles over while it reports a fault. */
    private static boolean refused(String text) {
        assertThat(TomlText.parse(text, "t", new Findings())).as(text).isEmpty();
        return false;
    }

    /** TOML 1.0, except for the one thing that is let pass on purpose. */
    private static TomlParseResult oracle(String text) {
        TomlParseResult strict = Toml.parse(text, TomlVersion.V1_0_0);
        boolean nothingElse = strict.errors().stream()
                .allMatch(error -> String.valueOf(error.getMessage()).startsWith(COMMA_AT_THE_END));
        return strict.hasErrors() && nothingElse
                ? Toml.parse(text.replaceAll(",([ \\t]*)}", " $1}"), TomlVersion.V1_0_0)
                : strict;
    }

    private static Table table(TomlTable toml, Place place) {
        Table table = new Table(place);
        for (String name : toml.keySet()) {
            List<String> key = List.of(name);
            table.put(name, node(Objects.requireNonNull(toml.get(key)), place(toml.inputPositionOf(key))));
        }
        return table;
    }

    private static Node node(Object value, Place place) {
        return switch (value) {
            case TomlTable table -> table(table, place);
            case TomlArray array -> items(array, place);
            case Temporal date -> new Node.Date(date.toString(), place);
            default -> new Node.Scalar(value, place);
        };
    }

    private static Node items(TomlArray array, Place place) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            nodes.add(node(array.get(i), place(array.inputPositionOf(i))));
        }
        return new Node.Items(nodes, place);
    }

    private static Place place(@Nullable TomlPosition position) {
        return new Place("t", Objects.requireNonNull(position).line(), position.column());
    }
}
