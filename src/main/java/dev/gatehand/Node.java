package dev.gatehand;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.gate.Containment;
import dev.gatehand.gate.PolicyExamples;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Journal;
import dev.gatehand.llm.AnthropicModel;
import dev.gatehand.llm.AnthropicSettings;
import dev.gatehand.llm.ApiKey;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.model.Model;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.store.Database;
import dev.gatehand.task.TaskStore;
import dev.gatehand.text.Template;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and stops a node inside Quarkus, and hands its parts to the pages. */
@Startup
@ApplicationScoped
class Node {
  private static final System.Logger LOG = System.getLogger(Node.class.getName());
  private final Assembly assembly;

  Node(Settings settings, @ConfigProperty(name = "quarkus.http.port") int port)
      throws InterruptedException {
    requireEmbedded(settings);
    Path data = dataDir(settings);
    Policy policy = policy(settings);
    assembly =
        new Assembly(
            new Assembly.Parts(
                data,
                settings.embedded().repositories().orElse(data.resolve("repositories")),
                database(settings, data),
                policy,
                model(settings.model()),
                settings.address().orElse("http://127.0.0.1:" + port),
                settings.node(),
                InstantSource.system()));
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
    if (settings.demo().enabled()) {
      DemoHouse.furnish(assembly);
    } else {
      People.admit(assembly, settings.embedded().people().orElse(""));
    }
    assembly.start();
  }

  void stop(@Observes ShutdownEvent event) {
    assembly.close();
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
    return assembly.site();
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
  InstantSource clock() {
    return InstantSource.system();
  }

  private static void requireEmbedded(Settings settings) {
    switch (settings.forge()) {
      case "embedded" -> {}
      case "github" ->
          throw new WrongSetting(
              "gatehand.forge=github comes with a later release. Set gatehand.forge=embedded"
                  + " (environment: GATEHAND_FORGE=embedded), or try ./gatehand demo.");
      default ->
          throw new WrongSetting(
              "gatehand.forge is " + settings.forge() + "; it can be embedded or github.");
    }
  }

  private static Path dataDir(Settings settings) {
    Path data = settings.dataDir().toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data);
        // Others may pass through to the one checkout that is theirs, and list nothing.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory " + data + " cannot be made", e);
    }
  }

  private static Policy policy(Settings settings) {
    if (settings.policy().isEmpty()) {
      return new PolicyReader().read(Template.resource("policy.yaml"), "policy.yaml");
    }
    Path file = settings.policy().get();
    try {
      return PolicyExamples.checked(
          new PolicyReader().read(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw new WrongSetting("the policy " + file + " cannot be read: " + e);
    }
  }

  private static Database database(Settings settings, Path data) {
    return settings
        .database()
        .url()
        .map(
            url ->
                Database.open(
                    url,
                    settings.database().user().orElse(""),
                    settings.database().password().orElse("")))
        .orElseGet(() -> Database.in(data));
  }

  private static Model model(Settings.Model settings) {
    return switch (settings.provider().toLowerCase(Locale.ROOT)) {
      case "scripted" ->
          settings
              .script()
              .map(ScriptedModel::fromFile)
              .orElseGet(() -> ScriptedModel.fromClassPath("scripts/demo.jsonl"));
      case "anthropic" ->
          new AnthropicModel(
              AnthropicSettings.of(
                  settings.baseUrl().map(URI::create).orElse(AnthropicSettings.DEFAULT_URL),
                  new ApiKey(
                      settings
                          .apiKey()
                          .orElseThrow(
                              () ->
                                  new WrongSetting(
                                      "gatehand.model.api-key is not set (environment:"
                                          + " GATEHAND_MODEL_API_KEY)."))),
                  settings.name().orElse(AnthropicSettings.DEFAULT_MODEL)));
      default ->
          throw new WrongSetting(
              "gatehand.model.provider is "
                  + settings.provider()
                  + "; it can be anthropic or scripted.");
    };
  }
}
