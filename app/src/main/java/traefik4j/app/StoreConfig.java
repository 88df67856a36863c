package traefik4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.FileProvider;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Problem;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.keys.KeyWriting;
import traefik4j.config.read.DynamicTree;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.StaticKeys;
import traefik4j.config.read.StaticReader;
import traefik4j.control.keyvalue.Store;

/**
 * The command {@code storeconfig}: writes the configuration to the key-value store it names, static and, if there is a
 * file provider, dynamic (reference §1.4).
 */
final class StoreConfig {
    private final Terminal terminal;

    StoreConfig(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(CommandLine line) throws InterruptedException {
        LoadedStatic loaded = StaticReader.read(line.flags(), terminal.surroundings());
        if (loaded.hasErrors()) {
            loaded.problems().stream().filter(Problem::isError).forEach(terminal.err()::println);
            return terminal.fail("Nothing is stored: Traefik4J would not start with this.");
        }
        if (loaded.configuration().stores().isEmpty()) {
            return terminal.fail("error using command storeconfig, no Key-value store defined");
        }
        DynamicTree rules = rules(loaded);
        rules.problems().forEach(terminal.err()::println);
        boolean unreadable = rules.problems().stream()
                .anyMatch(problem -> problem.isError() && problem.key().isEmpty());
        return unreadable
                ? terminal.fail("Nothing is stored: the file provider could not read its rules.")
                : store(loaded, rules);
    }

    private static DynamicTree rules(LoadedStatic loaded) {
        DynamicTree rules = new DynamicTree();
        FileProvider file = loaded.configuration().file();
        if (file != null) {
            @Nullable Path main = loaded.file();
            traefik4j.provider.file.FileProvider.of(file, loaded.main())
                    .files()
                    .forEach(path -> rules.add(path, path.equals(main)));
        }
        return rules;
    }

    private int store(LoadedStatic loaded, DynamicTree rules) throws InterruptedException {
        KeyValueStore options = loaded.configuration().stores().getFirst();
        Map<String, String> keys = new LinkedHashMap<>(StaticKeys.of(loaded, options.kind()));
        keys.putAll(rules.keys(loaded.configuration().healthInterval()));
        try (Store store =
                Stores.opening(options, terminal.surroundings().environment()).open()) {
            Map<String, String> there = store.readToWrite(options.prefix()).keys();
            Map<String, String> written = KeyWriting.over(there, keys);
            store.write(options.prefix(), written);
            terminal.out()
                    .println("Stored " + written.size() + " keys below " + options.prefix() + " in "
                            + options.kind().title());
            return Terminal.WELL;
        } catch (IOException e) {
            return terminal.fail("The configuration cannot be stored: " + e.getMessage());
        }
    }
}
