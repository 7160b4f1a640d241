package dev.gatehand;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * The Judge in numbers: {@code gatehand_judge_decisions_total{said=...}}, and its requests, seconds
 * and dollars. An outage is counted as what it is, apart from every no.
 */
@Startup
@ApplicationScoped
class JudgeMetrics {
  JudgeMetrics(JudgeTally tally, MeterRegistry registry) {
    for (JudgeTally.Said said : JudgeTally.Said.values()) {
      FunctionCounter.builder("gatehand.judge.decisions", tally, it -> it.times(said))
          .tag("said", said.name().toLowerCase(Locale.ROOT))
          .description("what the Judge said")
          .register(registry);
    }
    FunctionCounter.builder("gatehand.judge.requests", tally, JudgeTally::calls)
        .description("requests to the Judge's model that were answered")
        .register(registry);
    FunctionCounter.builder("gatehand.judge.seconds", tally, JudgeTally::seconds)
        .description("time that actions waited for the Judge")
        .register(registry);
    FunctionCounter.builder("gatehand.judge.dollars", tally, JudgeTally::dollars)
        .description("what the Judge cost")
        .register(registry);
  }
}
