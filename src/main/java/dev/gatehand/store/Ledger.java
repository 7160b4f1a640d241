package dev.gatehand.store;

import dev.gatehand.agent.Spending;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** What tasks have cost, day by day in UTC: for limits that hold over more than one task. */
final class Ledger {
  private static final int MICROS = 6;

  private Ledger() {}

  static void add(Tx tx, TaskId task, Instant at, Usage usage) throws SQLException {
    if (usage.dollars().signum() <= 0) {
      return;
    }
    tx.update(
        """
        insert into spending (task, day, micros) values (?, ?, ?)
        on conflict (task, day) do update set micros = spending.micros + excluded.micros
        """,
        task.value(),
        day(at),
        usage.dollars().movePointRight(MICROS).setScale(0, RoundingMode.UP).longValueExact());
  }

  static Spending on(Tx tx, ThreadRef thread, Instant now) throws SQLException {
    String repository = thread.repository().toString();
    return new Spending(
        // A job that has said nothing yet has no thread, and shares none with other jobs.
        thread.number() == 0
            ? BigDecimal.ZERO
            : sum(tx, "task.repository = ? and task.number = ?", repository, thread.number()),
        sum(tx, "task.repository = ? and spending.day = ?", repository, day(now)));
  }

  private static BigDecimal sum(Tx tx, String where, Object... values) throws SQLException {
    return tx.one(
            "select sum(spending.micros) from spending join task on task.id = spending.task where "
                + where,
            row -> BigDecimal.valueOf(row.getLong(1), MICROS),
            values)
        .orElse(BigDecimal.ZERO);
  }

  private static long day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }
}
