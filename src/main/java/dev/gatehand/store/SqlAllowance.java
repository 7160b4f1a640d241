package dev.gatehand.store;

import dev.gatehand.forge.Allowance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a forge allows, in the database: one count for all nodes, and no restart forgets it. */
public final class SqlAllowance implements Allowance {
  private static final String ALL =
      "select name, remaining, most, resets, stopped, why, hour, changes from forge_budget ";
  private final Database database;
  private final InstantSource clock;

  public SqlAllowance(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Budget of(String name) {
    return database
        .read(tx -> tx.one(ALL + "where name = ?", SqlAllowance::budget, name))
        .orElseGet(
            () -> new Budget(name, 0, 0, Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH, 0));
  }

  @Override
  public List<Budget> all() {
    return database.read(tx -> tx.list(ALL + "order by name", SqlAllowance::budget));
  }

  @Override
  public void left(String name, long remaining, long most, Instant resets) {
    database.execute(
        tx -> {
          ensure(tx, name);
          tx.update(
              "update forge_budget set remaining = ?, most = ?, resets = ? where name = ?",
              remaining,
              most,
              resets,
              name);
        });
  }

  @Override
  public void stop(String name, Instant until, String why) {
    database.execute(
        tx -> {
          ensure(tx, name);
          tx.update(
              "update forge_budget set stopped = ?, why = ? where name = ? and stopped < ?",
              until,
              why,
              name,
              until);
        });
  }

  @Override
  public Instant turn(String name, Duration apart) {
    Instant now = clock.instant();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return database.write(
        tx -> {
          ensure(tx, name);
          return tx.one(
                  """
                  update forge_budget set
                    turn = case when turn + ? > ? then turn + ? else ? end,
                    changes = case when hour = ? then changes + 1 else 1 end,
                    hour = ?
                  where name = ? returning turn
                  """,
                  row -> Instant.ofEpochMilli(row.getLong(1)),
                  apart.toMillis(),
                  now,
                  apart.toMillis(),
                  now,
                  hour,
                  hour,
                  name)
              .orElseThrow();
        });
  }

  private static void ensure(Tx tx, String name) throws SQLException {
    tx.update(
        """
        insert into forge_budget
          (name, remaining, most, resets, stopped, why, turn, hour, changes)
        values (?, 0, 0, 0, 0, '', 0, 0, 0) on conflict (name) do nothing
        """,
        name);
  }

  private static Budget budget(ResultSet row) throws SQLException {
    return new Budget(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getInt(8));
  }
}
