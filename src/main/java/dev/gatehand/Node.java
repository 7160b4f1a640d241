package dev.gatehand;

import dev.gatehand.cli.Folders;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.gate.Containment;
import dev.gatehand.github.AppSecrets;
import dev.gatehand.github.AppSetup;
import dev.gatehand.github.Webhooks;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Journal;
import dev.gatehand.maintenance.JobBoard;
import dev.gatehand.model.Outages;
import dev.gatehand.policy.Policy;
import dev.gatehand.store.Database;
import dev.gatehand.task.TaskStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and stops a node inside Quarkus, and hands its parts to the pages. */
@Startup
@ApplicationScoped
class Node {
  private static final System.Logger LOG = System.getLogger(Node.class.getName());
  private final Assembly assembly;
  private final AppSetup setup;
  private final Optional<Path> temporary;
  private final JudgeTally judgeTally = new JudgeTally();

  Node(Settings settings, @ConfigProperty(name = "quarkus.http.port") int port)
      throws InterruptedException {
    SettingNames.requireKnown(System.getenv().keySet());
    // First: what is wrong here needs no data directory to be told.
    Path data = settings.dataDir().toAbsolutePath().normalize();
    Host.Choice host = FromSettings.host(settings, data);
    FromSettings.dataDir(settings);
    temporary = settings.demo().temporary() ? Optional.of(data) : Optional.empty();
    String address = settings.address().orElse("http://127.0.0.1:" + port);
    setup =
        new AppSetup(
            OnGitHub.endpoint(settings.github()),
            address,
            AppSecrets.beside(data),
            InstantSource.system());
    Policy policy = FromSettings.policy(settings);
    Optional<JudgeModels> judge = JudgeModels.wanted(settings, policy);
    assembly =
        new Assembly(
            new Assembly.Parts(
                data,
                host,
                FromSettings.database(settings.database(), data),
                policy,
                FromSettings.prompts(settings)::find,
                Models.recorded(settings.model()),
                address,
                settings.node(),
                FromSettings.caps(settings.queue()),
                InstantSource.system(),
                Seams.NONE),
            outages -> SecondOpinion.of(judge, outages, judgeTally::count, InstantSource.system()));
    boolean held = assembly.sandbox().containment() != Containment.NONE;
    if (!held && policy.sandbox().required()) {
      assembly.close();
      throw new WrongSetting(
          "No task may start, because no sandbox is in force: "
              + assembly.sandbox().explanation()
              + " Mend that, or write `required: false` below `sandbox:` in the policy, which lets"
              + " commands run only after a person's yes.");
    }
    LOG.log(System.Logger.Level.INFO, assembly.sandbox().explanation());
    switch (host) {
      case Host.Choice.Embedded _ when settings.demo().enabled() -> DemoHouse.furnish(assembly);
      case Host.Choice.Embedded _ ->
          People.admit(assembly, settings.embedded().people().orElse(""));
      case Host.Choice.GitHub _ -> {}
    }
    assembly.start();
  }

  /** Also on Ctrl-C, where nothing after the service's end is sure to run. */
  void stop(@Observes ShutdownEvent event) throws IOException {
    assembly.close();
    if (temporary.isPresent()) {
      Folders.delete(temporary.get());
    }
  }

  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    assembly.sweep();
  }

  @Produces
  @Singleton
  TaskStore tasks() {
    return assembly.store();
  }

  @Produces
  @Singleton
  Database database() {
    return assembly.database();
  }

  @Produces
  @Singleton
  Journal journal() {
    return assembly.journal();
  }

  @Produces
  @Singleton
  Audit audit() {
    return assembly.audit();
  }

  @Produces
  @Singleton
  HostedForge site() {
    return assembly.embedded();
  }

  @Produces
  @Singleton
  AppSetup setup() {
    return setup;
  }

  @Produces
  @Singleton
  Host host() {
    return assembly.host();
  }

  @Produces
  @Singleton
  Webhooks webhooks() {
    return switch (assembly.host()) {
      case GitHubHost github -> github.github().webhooks();
      case EmbeddedHost _ -> Webhooks.CLOSED;
    };
  }

  @Produces
  @Singleton
  Forge forge() {
    return assembly.forge();
  }

  @Produces
  @Singleton
  Policy effectivePolicy() {
    return assembly.policy();
  }

  @Produces
  @Singleton
  JobBoard jobs() {
    return assembly.jobs();
  }

  @Produces
  @Singleton
  Outages outages() {
    return assembly.outages();
  }

  @Produces
  @Singleton
  JudgeTally judgeTally() {
    return judgeTally;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
