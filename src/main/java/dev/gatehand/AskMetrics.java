package dev.gatehand;

import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.task.TaskStore;
import dev.gatehand.task.TaskStore.AskState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** How many asks are open, were answered, expired: {@code gatehand_asks{state=...}}. */
@Startup
@ApplicationScoped
class AskMetrics {
  AskMetrics(TaskStore store, MeterRegistry registry) {
    for (AskState state : AskState.values()) {
      Gauge.builder("gatehand.asks", () -> count(store, state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("asks by what became of them")
          .register(registry);
    }
  }

  /** A scrape must not fail because the database is gone: that is what people look at it for. */
  private static double count(TaskStore store, AskState state) {
    try {
      return store.countAsks().getOrDefault(state, 0L);
    } catch (StoreUnavailable e) {
      return Double.NaN;
    }
  }
}
