package dev.gatehand;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** {@code ./gatehand serve}: runs until it is told to end. */
public final class ServeApplication implements QuarkusApplication {
  @Override
  public int run(String... arguments) {
    Quarkus.waitForExit();
    return 0;
  }
}
