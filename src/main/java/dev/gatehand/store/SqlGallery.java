package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.task.Gallery;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Images in the database. No fence stands here, as an image says what it is by its digest, and
 * counts only once an event of the task names it.
 */
public final class SqlGallery implements Gallery {
  private final Database database;
  private final InstantSource clock;

  public SqlGallery(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void keep(TaskId task, String digest, byte[] bytes) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into task_image (task, digest, data, at) values (?, ?, ?, ?)
                on conflict (task, digest) do nothing
                """,
                task.value(),
                digest,
                bytes,
                clock.instant()));
  }

  @Override
  public Optional<byte[]> kept(TaskId task, String digest) {
    return database
        .read(
            tx ->
                tx.list(
                    "select data from task_image where task = ? and digest = ?",
                    row -> row.getBytes(1),
                    task.value(),
                    digest))
        .stream()
        .findFirst();
  }
}
