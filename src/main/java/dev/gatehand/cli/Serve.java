package dev.gatehand.cli;

import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;

/** {@code serve}: the service, as the settings say. */
@Command(
    name = "serve",
    description = "Runs the service, as the settings (GATEHAND_*) say.",
    mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
  private final IntSupplier service;

  public Serve(IntSupplier service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.getAsInt();
  }
}
