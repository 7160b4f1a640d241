package dev.gatehand.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.crash.Matrix.Verdict;
import dev.gatehand.forge.Losses.Rates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * A node dies once at every kind of moment, by turns before and after it, on SQLite with an honest
 * forge and on PostgreSQL with one that loses and repeats. {@code ./gatehand crash-matrix} dies at
 * every single moment, on both with both.
 */
class CrashMatrixTest {
  @Test
  void nothing_is_lost_and_nothing_is_there_twice_on_sqlite() throws Exception {
    try (Arena arena = Arena.onSqlite()) {
      Matrix matrix = new Matrix(arena, Rates.NONE);
      assertWhole(matrix, sample(matrix, i -> i % 3 != 2), 1);
    }
  }

  @Test
  void nor_on_postgresql_over_a_forge_that_loses_and_repeats() throws Exception {
    try (Arena arena = Arena.onPostgres()) {
      Matrix matrix = new Matrix(arena, Rates.HARSH);
      assertWhole(matrix, sample(matrix, i -> i % 3 == 2), 1);
    }
  }

  /** Each kind once in both tests together, by turns before and after it. */
  private static List<Point> sample(Matrix matrix, IntPredicate places) {
    Map<String, Point> kinds = new HashMap<>();
    for (Point point : matrix.points()) {
      kinds.putIfAbsent(point.kind(), point);
    }
    List<String> deeds =
        kinds.keySet().stream()
            .map(kind -> kind.substring(kind.indexOf(' ') + 1))
            .distinct()
            .sorted()
            .toList();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < deeds.size(); i++) {
      if (places.test(i)) {
        Point before = kinds.get("before " + deeds.get(i));
        Point after = kinds.get("after " + deeds.get(i));
        points.add(after == null || (before != null && i % 2 == 0) ? before : after);
      }
    }
    return points;
  }

  private static void assertWhole(Matrix matrix, List<Point> points, int real) throws Exception {
    assertThat(points).hasSizeGreaterThan(12);
    List<Verdict> verdicts = new ArrayList<>();
    for (Point point : points) {
      verdicts.add(matrix.abandoned(point));
    }
    for (int i = 0; i < real; i++) {
      verdicts.add(matrix.halted(points.get((i + 1) * points.size() / (real + 1))));
    }
    assertThat(verdicts).filteredOn(verdict -> !verdict.good()).isEmpty();
    assertThat(verdicts).filteredOn(Verdict::reached).hasSizeGreaterThan(points.size() * 3 / 4);
  }
}
