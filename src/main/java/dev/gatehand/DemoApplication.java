package dev.gatehand;

import dev.gatehand.cli.StoryPlayer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** {@code ./gatehand demo}: tells where the page is, or plays the story as its people would. */
public final class DemoApplication implements QuarkusApplication {
  @Override
  public int run(String... arguments) throws InterruptedException {
    Config config = ConfigProvider.getConfig();
    URI address = URI.create("http://127.0.0.1:" + config.getValue("quarkus.http.port", int.class));
    if (config.getOptionalValue("gatehand.demo.once", boolean.class).orElse(false)) {
      boolean json = config.getOptionalValue("gatehand.demo.json", boolean.class).orElse(false);
      boolean maintenance =
          config.getOptionalValue("gatehand.demo.maintenance", boolean.class).orElse(false);
      return new StoryPlayer(address, System.out, json, maintenance).play();
    }
    System.out.println(
        """

        Gatehand is running at %s
        Open it, go to demo/csvline, issue #1, and comment `/agent fix` as alice.
        It will ask before it touches the CI workflow; bob may say yes. Ctrl-C ends it.
        """
            .formatted(address));
    Quarkus.waitForExit();
    return 0;
  }
}
