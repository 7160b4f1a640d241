package dev.gatehand.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an audit log is, as the options of a command say. */
public final class AuditPlace {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "the data directory (gatehand.data-dir); beside another database it is read for the key")
  private Path data = Path.of("");

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:GATEHAND_DATABASE_URL}",
      description =
          "jdbc:postgresql://HOST/NAME, where the log is not in the data directory; the password"
              + " is read from GATEHAND_DATABASE_PASSWORD")
  private @Nullable String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "${env:GATEHAND_DATABASE_USER}",
      description = "who reads that database")
  private @Nullable String user;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "a file that audit export wrote, instead of the database")
  private @Nullable Path export;

  public Path data() {
    return data;
  }

  public Optional<String> url() {
    return Optional.ofNullable(url).filter(it -> !it.isBlank());
  }

  public String user() {
    return user == null ? "" : user;
  }

  public Optional<Path> export() {
    return Optional.ofNullable(export);
  }
}
