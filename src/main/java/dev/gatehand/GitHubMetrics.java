package dev.gatehand;

import dev.gatehand.forge.Allowance.Budget;
import dev.gatehand.journal.StoreUnavailable;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToLongFunction;

/**
 * What GitHub is asked, and what waits: {@code gatehand_github_requests_total}, {@code
 * ..._unchanged_total}, {@code ..._failures_total}, {@code gatehand_github_waiting}, {@code
 * ..._remaining}, {@code ..._stopped}.
 */
@Startup
@ApplicationScoped
class GitHubMetrics {
  GitHubMetrics(Host host, MeterRegistry registry) {
    switch (host) {
      case EmbeddedHost _ -> {}
      case GitHubHost github -> register(github, registry);
    }
  }

  private static void register(GitHubHost host, MeterRegistry registry) {
    FunctionCounter.builder("gatehand.github.requests", host.github(), it -> it.requests())
        .description("requests to GitHub")
        .register(registry);
    FunctionCounter.builder("gatehand.github.unchanged", host.github(), it -> it.unchanged())
        .description("requests that cost nothing, because the answer was known")
        .register(registry);
    FunctionCounter.builder("gatehand.github.failures", host.github(), it -> it.failures())
        .description("requests that GitHub did not answer")
        .register(registry);
    Gauge.builder("gatehand.github.waiting", () -> known(host, it -> it.arrivals().count()))
        .description("comments that were told of and not looked at yet")
        .register(registry);
    Gauge.builder("gatehand.github.remaining", () -> known(host, GitHubMetrics::least))
        .description("requests left in the hour, of the budget that has the fewest")
        .register(registry);
    Gauge.builder("gatehand.github.stopped", () -> known(host, GitHubMetrics::stopped))
        .description("budgets of which GitHub wants nothing to be asked now")
        .register(registry);
  }

  private static long least(GitHubHost host) {
    return host.allowance().all().stream()
        .filter(it -> it.most() > 0)
        .mapToLong(Budget::remaining)
        .min()
        .orElse(-1);
  }

  private static long stopped(GitHubHost host) {
    return host.allowance().all().stream()
        .filter(it -> it.stopped().isAfter(host.clock().instant()))
        .count();
  }

  /** A scrape must not fail because the database is gone. */
  private static double known(GitHubHost host, ToLongFunction<GitHubHost> number) {
    try {
      return number.applyAsLong(host);
    } catch (StoreUnavailable e) {
      return Double.NaN;
    }
  }
}
