package dev.gatehand.crash;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.forge.Losses.Rates;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, which ends at a point as if it were killed. */
public final class CrashProcess {
  private static final int KILLED = 137;

  private CrashProcess() {}

  /** Arguments: data, url or "-", script, kind of the point, its occurrence, harsh or honest. */
  public static void main(String[] arguments) throws Exception {
    Place place =
        new Place(
            Path.of(arguments[0]), arguments[1].equals("-") ? "" : arguments[1], arguments[2]);
    Deaths deaths = Deaths.haltedAt(new Point(arguments[3], Integer.parseInt(arguments[4])));
    Rates rates = arguments[5].equals("harsh") ? Rates.HARSH : Rates.NONE;
    Ledger ledger = new Ledger(place.data().resolveSibling("ledger"));
    try (CrashHouse house = Matrix.open(place, deaths, rates, 1, ledger)) {
      new Story(house, deaths).play();
    }
  }

  /** Starts one and waits for its end; whether it came to the point. */
  static boolean died(Place place, Point point, Rates rates) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CrashProcess.class.getName(),
                place.data().toString(),
                place.url().isEmpty() ? "-" : place.url(),
                place.script(),
                point.kind(),
                Integer.toString(point.occurrence()),
                rates.equals(Rates.NONE) ? "honest" : "harsh")
            .redirectErrorStream(true)
            .redirectOutput(place.data().resolveSibling("output").toFile())
            .start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        throw new AssertionError("the process did not come to its end at " + point);
      }
    } finally {
      process.destroyForcibly();
    }
    int exit = process.exitValue();
    if (exit != KILLED && exit != 0) {
      throw new AssertionError("the process ended with %d on its way to %s".formatted(exit, point));
    }
    return exit == KILLED;
  }
}
