/**
 * The command line (reference §1.2–1.4): {@link traefik4j.config.flags.CommandLine} finds the command, {@link
 * traefik4j.config.flags.FlagReader} reads flags, whose names are the keys of the static schema, {@link
 * traefik4j.config.flags.EntryPointText} reads the small language of {@code --entryPoints}, and {@link
 * traefik4j.config.flags.HelpPage} prints what there is.
 */
@NullMarked
package traefik4j.config.flags;

import org.jspecify.annotations.NullMarked;
