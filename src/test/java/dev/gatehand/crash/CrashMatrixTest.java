package dev.gatehand.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.crash.Matrix.Verdict;
import dev.gatehand.forge.Losses.Rates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * A node dies once at every kind of moment, by turns before and after it, on SQLite with an honest
 * forge and on PostgreSQL with one that loses and repeats. Several nodes die in each telling, one
 * after another: it takes a fraction of the time, and is no easier. {@code ./gatehand crash-matrix}
 * dies at every single moment, on both with both.
 */
class CrashMatrixTest {
  /** In one telling. */
  private static final int DEATHS = 5;

  @Test
  void nothing_is_lost_and_nothing_is_there_twice_on_sqlite() throws Exception {
    try (Arena arena = Arena.onSqlite()) {
      Matrix matrix = new Matrix(arena, Rates.NONE);
      assertWhole(matrix, sample(matrix, i -> i % 3 != 2));
    }
  }

  @Test
  void nor_on_postgresql_over_a_forge_that_loses_and_repeats() throws Exception {
    try (Arena arena = Arena.onPostgres()) {
      Matrix matrix = new Matrix(arena, Rates.HARSH);
      assertWhole(matrix, sample(matrix, i -> i % 3 == 2));
    }
  }

  /** Each kind once in both tests together, by turns before and after it, as they come. */
  private static List<Point> sample(Matrix matrix, IntPredicate places) {
    Map<String, Point> kinds = new LinkedHashMap<>();
    for (Point point : matrix.points()) {
      kinds.putIfAbsent(point.kind(), point);
    }
    List<String> deeds =
        kinds.keySet().stream()
            .map(kind -> kind.substring(kind.indexOf(' ') + 1))
            .distinct()
            .sorted()
            .toList();
    Set<Point> chosen = new HashSet<>();
    for (int i = 0; i < deeds.size(); i++) {
      if (places.test(i)) {
        Point before = kinds.get("before " + deeds.get(i));
        Point after = kinds.get("after " + deeds.get(i));
        chosen.add(after == null || (before != null && i % 2 == 0) ? before : after);
      }
    }
    return kinds.values().stream().filter(chosen::contains).toList();
  }

  private static void assertWhole(Matrix matrix, List<Point> points) throws Exception {
    assertThat(points).hasSizeGreaterThan(12);
    int tellings = (points.size() + DEATHS - 1) / DEATHS;
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < tellings; i++) {
      List<Point> inTurn = new ArrayList<>();
      for (int j = i; j < points.size(); j += tellings) {
        inTurn.add(points.get(j));
      }
      verdicts.add(matrix.abandonedInTurn(inTurn));
    }
    verdicts.add(matrix.halted(points.get(points.size() / 2)));
    assertThat(verdicts).filteredOn(verdict -> !verdict.good()).isEmpty();
    assertThat(verdicts).filteredOn(Verdict::reached).hasSizeGreaterThan(verdicts.size() * 3 / 4);
  }
}
