package dev.gatehand.cli;

import dev.gatehand.journal.AuditArchive;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code audit}: the log of decisions. */
@Command(name = "audit", description = "The log of decisions.", mixinStandardHelpOptions = true)
public final class AuditCommand {
  private AuditCommand() {}

  /**
   * @param opener how a log is opened
   * @param writer how one is written as a file
   */
  public static CommandLine line(
      Function<AuditPlace, AuditArchive> opener,
      ToLongBiFunction<AuditArchive, PrintWriter> writer) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new AuditVerify(opener))
        .addSubcommand(new AuditExportCommand(opener, writer));
  }
}
