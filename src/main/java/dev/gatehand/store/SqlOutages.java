package dev.gatehand.store;

import dev.gatehand.model.BackOff;
import dev.gatehand.model.Outages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Outages in the database: a restart forgets none, and every node knows of all. */
public final class SqlOutages implements Outages {
  /** So many failures in a row, of whatever tasks, are no bad luck any more. */
  private static final int SURE = 3;

  /** So long has the one that asks first: as long as a model may take for an answer. */
  private static final Duration PROBE = Duration.ofMinutes(2);

  private static final String ALL = "select name, why, since, tries, next from outage ";
  private final Database database;
  private final InstantSource clock;

  public SqlOutages(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Outage> holding(String model) {
    Optional<Outage> known = find(model).filter(outage -> outage.next().isPresent());
    if (known.isEmpty() || known.get().next().orElseThrow().isAfter(clock.instant())) {
      return known;
    }
    return isFirst(known.get()) ? Optional.empty() : find(model);
  }

  /** Its time has come: of all who would ask now, one does. */
  private boolean isFirst(Outage outage) {
    return database.write(
            tx ->
                tx.update(
                    "update outage set next = ? where name = ? and next = ?",
                    clock.instant().plus(PROBE),
                    outage.model(),
                    outage.next().orElseThrow()))
        == 1;
  }

  @Override
  public void failed(String model, String why, Duration atLeast) {
    Instant now = clock.instant();
    double chance = ThreadLocalRandom.current().nextDouble();
    database.execute(
        tx -> {
          int tries =
              tx.one(
                      """
                      insert into outage (name, why, since, tries, next) values (?, ?, ?, 1, 0)
                      on conflict (name) do update set
                        why = excluded.why, tries = outage.tries + 1
                      returning tries
                      """,
                      row -> row.getInt(1),
                      model,
                      why,
                      now)
                  .orElseThrow();
          Duration wait = BackOff.after(Math.max(1, tries - SURE + 1), chance);
          if (tries >= SURE || atLeast.isPositive()) {
            Duration longer = wait.compareTo(atLeast) > 0 ? wait : atLeast;
            tx.update("update outage set next = ? where name = ?", now.plus(longer), model);
          }
        });
  }

  @Override
  public void answered(String model) {
    if (find(model).isPresent()) {
      database.execute(tx -> tx.update("delete from outage where name = ?", model));
    }
  }

  @Override
  public List<Outage> all() {
    return database.read(tx -> tx.list(ALL + "order by name", SqlOutages::outage));
  }

  private Optional<Outage> find(String model) {
    return database.read(tx -> tx.one(ALL + "where name = ?", SqlOutages::outage, model));
  }

  private static Outage outage(ResultSet row) throws SQLException {
    long next = row.getLong(5);
    return new Outage(
        row.getString(1),
        row.getString(2),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getInt(4),
        next == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next)));
  }
}
