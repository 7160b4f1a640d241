package dev.gatehand;

import dev.gatehand.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the database takes writes now. Where it does not (gone, full, read-only), no comment can
 * be kept, so a forge had better deliver later; the tasks wait and go on by themselves.
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {
  private final Database database;

  StoreHealth(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    boolean takesWrites = database.check().isEmpty();
    // Health is public: what the database answered stands in the log.
    return HealthCheckResponse.named("database")
        .status(takesWrites)
        .withData("state", takesWrites ? "takes writes" : "takes no writes; tasks wait")
        .build();
  }
}
