package dev.gatehand.cli;

import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.StoreUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit export}: the log as a file that can be kept, read and checked elsewhere. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the audit log as JSON lines; the service may be running.")
public final class AuditExportCommand implements Callable<Integer> {
  private final Function<AuditPlace, AuditArchive> opener;
  private final ToLongBiFunction<AuditArchive, PrintWriter> writer;

  @Mixin private AuditPlace place = new AuditPlace();

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "a new file")
  private Path to = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** {@code writer}: writes the rows, and returns how many. */
  public AuditExportCommand(
      Function<AuditPlace, AuditArchive> opener,
      ToLongBiFunction<AuditArchive, PrintWriter> writer) {
    this.opener = opener;
    this.writer = writer;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (var log = opener.apply(place);
        var file =
            Files.newBufferedWriter(to, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        var out = new PrintWriter(file)) {
      long rows = writer.applyAsLong(log, out);
      out.flush();
      if (out.checkError()) {
        err.printf("%s could not be written to its end: is the disk full?%n", to);
        return 1;
      }
      spec.commandLine()
          .getOut()
          .printf(
              "%d decisions written to %s. `audit verify --export %s` checks them with the key of"
                  + " the data directory.%n",
              rows, to, to);
      return 0;
    } catch (FileAlreadyExistsException e) {
      err.printf("%s is there already; name a new file.%n", to);
      return 1;
    } catch (StoreUnavailable e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
