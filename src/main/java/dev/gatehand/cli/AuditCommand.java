package dev.gatehand.cli;

import dev.gatehand.journal.AuditArchive;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code audit}: the log of decisions. */
@Command(name = "audit", description = "The log of decisions.", mixinStandardHelpOptions = true)
public final class AuditCommand {
  private AuditCommand() {}

  /** {@code opener}: how the log in a data directory is opened. */
  public static CommandLine line(Function<Path, AuditArchive> opener) {
    return new CommandLine(new AuditCommand()).addSubcommand(new AuditVerify(opener));
  }
}
