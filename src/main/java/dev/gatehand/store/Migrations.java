package dev.gatehand.store;

import dev.gatehand.journal.StoreUnavailable;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to this release. The scripts are named one by one: looking for them on the
 * class path depends on how the jar was packed. A script that was released is never changed.
 */
final class Migrations implements ResourceProvider {
  private static final String NOT_OURS =
      "Start the Gatehand that wrote it, or give another gatehand.database.url.";
  private final List<LoadableResource> scripts;
  private final Dialect dialect;

  Migrations(Dialect dialect) {
    this.dialect = dialect;
    scripts =
        List.of(
            new Script("/db/", "V1__tasks.sql"),
            new Script("/db/" + dialect.folder() + "/", "V2__append_only.sql"),
            new Script("/db/", "V3__hosted.sql"),
            new Script("/db/", "V4__maintenance.sql"),
            new Script("/db/", "V10__queue.sql"),
            new Script("/db/", "V11__once.sql"),
            new Script("/db/" + dialect.folder() + "/", "V12__journal_append_only.sql"),
            new Script("/db/", "V20__nodes.sql"),
            new Script("/db/", "V21__outage.sql"),
            new Script("/db/", "V22__audit_by_task.sql"),
            new Script("/db/", "V30__github.sql"),
            new Script("/db/", "V31__marks.sql"),
            new Script("/db/", "V40__spending.sql"),
            new Script("/db/", "V50__hosted_signals.sql"),
            new Script("/db/", "V51__pushed_heads.sql"),
            new Script("/db/", "V56__images.sql"));
  }

  /**
   * @throws StoreUnavailable when the database is newer than this release, or was damaged
   */
  void apply(DataSource source, String address) {
    try {
      var flyway = flyway(source);
      refuseNewer(flyway, address);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailable(
          "The database %s does not have the tables that this Gatehand made, or they were changed: %s. %s"
              .formatted(address, e.getMessage(), NOT_OURS),
          e);
    }
  }

  private Flyway flyway(DataSource source) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .resourceProvider(this)
        .placeholders(dialect.types())
        .load();
  }

  private void refuseNewer(Flyway flyway, String address) {
    for (var migration : flyway.info().all()) {
      boolean ours =
          scripts.stream().anyMatch(script -> script.getFilename().equals(migration.getScript()));
      if (migration.getState().isApplied() && !ours) {
        throw new StoreUnavailable(
            "The database %s was written by a newer Gatehand (it has %s, which this one does not know). %s"
                .formatted(address, migration.getScript(), NOT_OURS));
      }
    }
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream()
        .filter(script -> script.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
        .toList();
  }

  private static final class Script extends LoadableResource {
    private final String folder;
    private final String name;

    Script(String folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public Reader read() {
      return new InputStreamReader(
          Objects.requireNonNull(
              Migrations.class.getResourceAsStream(folder + name), folder + name),
          StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return folder + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return folder + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
