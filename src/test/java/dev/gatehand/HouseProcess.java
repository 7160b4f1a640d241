package dev.gatehand;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A house in a process of its own, for tests that kill it: alice asks for a fix, and it says when
 * the task waits for an answer; a hasty one lets bob approve at once. What was said by an earlier
 * process on the same data is not said again. Arguments: data directory, script, which check is
 * run, patient, hasty, or the name of a maintenance job that dave starts instead.
 */
public final class HouseProcess {
  private HouseProcess() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> policy =
        switch (arguments[2]) {
          case "quick" -> TestHouse.QUICK;
          case "jobs" -> HouseJobs.POLICY;
          default -> Map.of();
        };
    try (var house = TestHouse.open(Path.of(arguments[0]), arguments[1], policy)) {
      if (arguments[2].equals("jobs")) {
        if (!house.hasSaid("dave")) {
          house.says("dave", "/agent maintenance run " + arguments[3]);
        }
        System.out.println("asked for");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
      if (!house.hasSaid("alice")) {
        house.says("alice", "/agent fix");
      }
      System.out.println("asked for");
      if (arguments[3].equals("patient")) {
        house.parkedWithAsk();
        System.out.println("parked");
      } else if (!house.hasSaid("bob")) {
        house.says("bob", TestHouse.yes(house.parkedWithAsk()));
      }
      // Until it is killed, or whoever started it is gone.
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Starts one; its first lines of output are what it says. */
  public static Process start(Path data, String script, String check, String manner)
      throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HouseProcess.class.getName(),
            data.toString(),
            script,
            check,
            manner)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
