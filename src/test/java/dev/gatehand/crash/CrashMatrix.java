package dev.gatehand.crash;

import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.crash.Matrix.Verdict;
import dev.gatehand.forge.Losses.Rates;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code ./gatehand crash-matrix}: every point, on both databases, over an honest and over a lossy
 * forge. Exit 0 when nothing was lost and nothing was there twice.
 */
public final class CrashMatrix {
  private final PrintStream out;
  private final int every;
  private int kills;
  private int tasks;
  private int duplicates;
  private int losses;
  private int others;

  private CrashMatrix(PrintStream out, int every) {
    this.out = out;
    this.every = every;
  }

  /**
   * Arguments: any of sqlite, postgresql, honest, harsh, one (a third of the points); none: all.
   */
  public static void main(String[] arguments) throws Exception {
    Set<String> chosen = new HashSet<>(List.of(arguments));
    int every =
        chosen.stream()
            .filter(word -> word.startsWith("every="))
            .mapToInt(word -> Integer.parseInt(word.substring("every=".length())))
            .findFirst()
            .orElse(1);
    CrashMatrix matrix = new CrashMatrix(System.out, every);
    for (String database : List.of("sqlite", "postgresql")) {
      if (wanted(chosen, database, Set.of("sqlite", "postgresql"))) {
        matrix.database(database, chosen);
      }
    }
    matrix.report("all");
    System.exit(matrix.duplicates + matrix.losses + matrix.others == 0 ? 0 : 1);
  }

  private static boolean wanted(Set<String> chosen, String one, Set<String> among) {
    return chosen.contains(one) || among.stream().noneMatch(chosen::contains);
  }

  private void database(String database, Set<String> chosen) throws Exception {
    try (Arena arena = database.equals("sqlite") ? Arena.onSqlite() : Arena.onPostgres()) {
      for (String forge : List.of("honest", "harsh")) {
        if (wanted(chosen, forge, Set.of("honest", "harsh"))) {
          Rates rates = forge.equals("harsh") ? Rates.HARSH : Rates.NONE;
          walk(database + ", forge " + forge, new Matrix(arena, rates));
        }
      }
    }
  }

  private void walk(String title, Matrix matrix) throws Exception {
    Set<String> kinds = new TreeSet<>();
    matrix.points().forEach(point -> kinds.add(point.kind()));
    out.printf("%s: %d points of %d kinds%n", title, matrix.points().size(), kinds.size());
    for (int i = 0; i < matrix.points().size(); i += every) {
      Point point = matrix.points().get(i);
      tell(title, matrix.abandoned(point), "memory lost");
      if (kinds.remove(point.kind())) {
        tell(title, matrix.halted(point), "process ended");
      }
    }
    report(title);
  }

  private void tell(String title, Verdict verdict, String manner) {
    tasks++;
    if (tasks % 25 == 0) {
      out.printf("  %s: %d told, at %s%n", title, tasks, verdict.point());
    }
    kills += verdict.reached() ? 1 : 0;
    duplicates += verdict.doubled().size();
    losses += verdict.missing().size();
    others += verdict.wrong().size();
    if (!verdict.good()) {
      List<String> lines = new ArrayList<>();
      verdict.missing().forEach(line -> lines.add("missing " + line));
      verdict.doubled().forEach(line -> lines.add("too much " + line));
      lines.addAll(verdict.wrong());
      out.printf(
          "%s, %s %s:%n  %s%n",
          title, manner, verdict.point(), String.join("\n", lines).replace("\n", "\n  "));
    }
    out.flush();
  }

  private void report(String what) {
    out.printf(
        "%s: kills %d, tasks %d, duplicates %d, losses %d, other findings %d%n",
        what, kills, tasks, duplicates, losses, others);
  }
}
