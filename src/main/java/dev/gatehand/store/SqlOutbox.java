package dev.gatehand.store;

import dev.gatehand.journal.Lease;
import dev.gatehand.journal.Outbox;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The ledger of changes that others see. */
public final class SqlOutbox implements Outbox {
  private final Database database;
  private final InstantSource clock;

  public SqlOutbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<String> intend(Writer writer, String key, String kind) {
    return database.write(
        tx -> {
          Owner owner = pass(tx, writer);
          tx.update(
              """
              insert into outbox (dispatch, task, epoch, kind, done, result, at, done_at)
              values (?, ?, ?, ?, 0, '', ?, 0)
              on conflict (dispatch) do update set epoch = excluded.epoch
              """,
              key,
              owner.task(),
              owner.epoch(),
              kind,
              clock.instant());
          return tx.one(
              "select result from outbox where dispatch = ? and done = 1",
              row -> row.getString(1),
              key);
        });
  }

  @Override
  public void done(Writer writer, String key, String result) {
    database.execute(
        tx -> {
          pass(tx, writer);
          int changed =
              tx.update(
                  "update outbox set done = 1, result = ?, done_at = ? where dispatch = ?",
                  result,
                  clock.instant(),
                  key);
          if (changed == 0) {
            throw new IllegalStateException("nobody intended " + key);
          }
        });
  }

  @Override
  public void says(Writer writer, String key, String words) {
    database.execute(
        tx -> {
          Owner owner = pass(tx, writer);
          tx.update(
              """
              insert into outbox (dispatch, task, epoch, kind, done, result, at, done_at)
              values (?, ?, ?, 'edit', 0, ?, ?, 0)
              on conflict (dispatch) do update
                set epoch = excluded.epoch, result = excluded.result
              """,
              key,
              owner.task(),
              owner.epoch(),
              words,
              clock.instant());
        });
  }

  @Override
  public Optional<String> newest(String key) {
    return database.read(
        tx -> tx.one("select result from outbox where dispatch = ?", row -> row.getString(1), key));
  }

  @Override
  public Optional<String> result(String key) {
    return database.read(
        tx ->
            tx.one(
                "select result from outbox where dispatch = ? and done = 1",
                row -> row.getString(1),
                key));
  }

  @Override
  public int countComments(String prefix) {
    return database
        .read(
            tx ->
                tx.one(
                    """
                    select count(*) from outbox
                    where kind = 'comment' and substr(dispatch, 1, ?) = ?
                    """,
                    row -> row.getInt(1),
                    prefix.length(),
                    prefix))
        .orElse(0);
  }

  @Override
  public boolean hasMade(String kind, String result) {
    return database.read(
        tx ->
            tx.exists(
                "select 1 from outbox where kind = ? and result = ? and done = 1", kind, result));
  }

  @Override
  public List<String> unfinished(String kind) {
    return database.read(
        tx ->
            tx.list(
                "select dispatch from outbox where kind = ? and done = 0",
                row -> row.getString(1),
                kind));
  }

  private static Owner pass(Tx tx, Writer writer) throws SQLException {
    return switch (writer) {
      case Writer.Running(Lease lease) -> {
        Fence.pass(tx, lease);
        yield new Owner(lease.task().value(), lease.epoch());
      }
      case Writer.Service _ -> new Owner("", 0);
    };
  }

  private record Owner(String task, long epoch) {}
}
