package dev.gatehand.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code maintenance plan}: its time has not come, and it says so. */
@Command(name = "plan", description = "Says what would run when.", mixinStandardHelpOptions = true)
final class MaintenancePlan implements Callable<Integer> {
  @Override
  public Integer call() {
    System.err.println("gatehand: scheduled maintenance comes with a later release.");
    return 1;
  }
}
