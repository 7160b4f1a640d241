package dev.gatehand.store;

import dev.gatehand.task.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Claims in the database, so that they count on every node. */
public final class SqlClaims implements Claims {
  private final Database database;
  private final String node;
  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();

  public SqlClaims(Database database, String node, InstantSource clock) {
    this.database = database;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public Optional<Claim> take(String name, Duration atMost) {
    String holder = node + "/" + count.incrementAndGet();
    Instant now = clock.instant();
    boolean taken =
        database.write(
            tx ->
                tx.update(
                        """
                        insert into claim (name, holder, until) values (?, ?, ?)
                        on conflict (name) do update set
                          holder = excluded.holder, until = excluded.until
                        where claim.until < ?
                        """,
                        name,
                        holder,
                        now.plus(atMost),
                        now)
                    == 1);
    return taken ? Optional.of(() -> giveBack(name, holder)) : Optional.empty();
  }

  /** What this node held when it last ended, nobody does any more. Before the node takes any. */
  public void reclaim() {
    database.execute(
        tx ->
            tx.update(
                "delete from claim where substr(holder, 1, ?) = ?", node.length() + 1, node + "/"));
  }

  private void giveBack(String name, String holder) {
    database.execute(
        tx -> tx.update("delete from claim where name = ? and holder = ?", name, holder));
  }
}
