package dev.gatehand.cli;

import dev.gatehand.journal.StoreUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backup}: a copy of the data directory, of which the service goes on. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Copies the data directory; the service may be running.",
    footer = "To restore, start with the copy as data directory (gatehand.data-dir).")
public final class BackupCommand implements Callable<Integer> {
  private final Maker maker;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data directory")
  private Path data = Path.of("");

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "a new folder")
  private Path to = Path.of("");

  @Option(
      names = "--with-keys",
      description =
          "copy the keys too; without, whoever gets the copy cannot forge an audit log, and you"
              + " keep the folder keys elsewhere")
  private boolean withKeys;

  @Option(names = "--database", hidden = true, defaultValue = "${env:GATEHAND_DATABASE_URL}")
  private @Nullable String url;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * What is wanted.
   *
   * @param withDatabase whether the database is in the data directory
   */
  public record Wish(Path data, Path to, boolean withKeys, boolean withDatabase) {}

  /** Makes a backup. */
  @FunctionalInterface
  public interface Maker {
    void make(Wish wish) throws IOException;
  }

  public BackupCommand(Maker maker) {
    this.maker = maker;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isDirectory(data)) {
      err.printf("%s is no folder. --data names the data directory of the service.%n", data);
      return 1;
    }
    boolean elsewhere = url != null && url.startsWith("jdbc:postgresql:");
    try {
      maker.make(new Wish(data, to, withKeys, !elsewhere));
    } catch (FileAlreadyExistsException e) {
      err.printf("%s is there already; name a new folder.%n", e.getFile());
      return 1;
    } catch (StoreUnavailable e) {
      err.println(e.getMessage());
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s is copied to %s.%n", data, to);
    if (elsewhere) {
      out.println(
          "The database is in PostgreSQL: copy it with pg_dump, and do that before this command, so"
              + " that all which it names is in the copy.");
    }
    if (!withKeys) {
      out.printf(
          "The keys are not in it. Keep %s elsewhere, and put it back as %s when you restore.%n",
          data.resolve("keys"), to.resolve("keys"));
    }
    return 0;
  }
}
