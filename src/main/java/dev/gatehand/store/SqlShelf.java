package dev.gatehand.store;

import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.SnapshotShelf;
import java.time.InstantSource;
import java.util.List;

/**
 * Snapshots in the database: a node that takes a task over needs nothing of the one that died. No
 * fence stands here, as a pack says what it is by its id, and changes nothing.
 */
public final class SqlShelf implements SnapshotShelf {
  private final Database database;
  private final InstantSource clock;

  public SqlShelf(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean shared() {
    return database.dialect() == Dialect.POSTGRESQL;
  }

  @Override
  public void put(TaskId task, GitId id, byte[] pack) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into snapshot_pack (task, id, data, at) values (?, ?, ?, ?)
                on conflict (task, id) do nothing
                """,
                task.value(),
                id.value(),
                pack,
                clock.instant()));
  }

  @Override
  public List<byte[]> packsWith(GitId id) {
    return database.read(
        tx ->
            tx.list(
                """
                select data from snapshot_pack
                where task in (select task from snapshot_pack where id = ?) order by at
                """,
                row -> row.getBytes(1),
                id.value()));
  }
}
