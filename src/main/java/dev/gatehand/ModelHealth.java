package dev.gatehand;

import dev.gatehand.model.Outages;
import dev.gatehand.model.Outages.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says which models do not answer. The node stays up: it takes comments and answers meanwhile, and
 * whoever took it out of service would lose those.
 */
@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {
  private final Outages outages;

  ModelHealth(Outages outages) {
    this.outages = outages;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("models").up();
    for (Outage outage : outages.all()) {
      response.withData(outage.model(), told(outage));
    }
    return response.build();
  }

  /** Health is public: what the provider said stays on the threads and in the log. */
  private static String told(Outage outage) {
    return "does not answer since %s (%d tries%s)"
        .formatted(
            minute(outage.since()),
            outage.tries(),
            outage.next().map(next -> ", next at " + minute(next)).orElse(""));
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
