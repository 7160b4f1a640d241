package dev.gatehand;

import dev.gatehand.agent.AgentLoop;
import dev.gatehand.agent.JobEngine;
import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.escalation.Asks;
import dev.gatehand.escalation.Hearing;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.TaskId;
import dev.gatehand.git.BareRepositories;
import dev.gatehand.git.NewRepository;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Marker;
import dev.gatehand.llm.GuardedModel;
import dev.gatehand.maintenance.DueJobs;
import dev.gatehand.maintenance.JobBoard;
import dev.gatehand.model.Model;
import dev.gatehand.model.Outages;
import dev.gatehand.policy.Policy;
import dev.gatehand.publish.Publisher;
import dev.gatehand.sandbox.BubblewrapSandbox;
import dev.gatehand.store.Database;
import dev.gatehand.task.Answering;
import dev.gatehand.task.Caps;
import dev.gatehand.task.CiFixes;
import dev.gatehand.task.Images;
import dev.gatehand.task.Intake;
import dev.gatehand.task.JobOpening;
import dev.gatehand.task.JobThread;
import dev.gatehand.task.LineReports;
import dev.gatehand.task.Opening;
import dev.gatehand.task.Plans;
import dev.gatehand.task.Preparation;
import dev.gatehand.task.Replies;
import dev.gatehand.task.Reporting;
import dev.gatehand.task.TaskQueue;
import dev.gatehand.task.TaskRunner;
import dev.gatehand.task.TaskStore;
import dev.gatehand.task.Triggering;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the parts together, in the order in which they need each other. One of these is one node; no
 * framework takes part, so that tests build the same thing.
 */
final class Assembly implements AutoCloseable {
  private final Stores stores;
  private final Workshop workshop;
  private final LineReports lineReports;
  private final TaskRunner runner;
  private final Sweep sweep;
  private final JobBoard jobBoard;
  private final Host host;
  private final Forge forge;
  private final Policy policy;
  private final InstantSource clock;

  /**
   * What an assembly is made from.
   *
   * @param prompts texts for the agents of maintenance jobs, by their names
   * @param address where the pages are, without a slash at its end
   * @param host the forge that it works on
   */
  record Parts(
      Path dataDir,
      Host.Choice host,
      Database database,
      Policy policy,
      Function<String, Optional<String>> prompts,
      Model model,
      String address,
      String node,
      Caps caps,
      InstantSource clock,
      Seams seams) {}

  /** Without a second model. */
  Assembly(Parts parts) throws InterruptedException {
    this(parts, _ -> SecondOpinion.none(parts.clock()));
  }

  Assembly(Parts parts, Function<Outages, SecondOpinion> opinions) throws InterruptedException {
    clock = parts.clock();
    policy = parts.policy();
    Seams seams = parts.seams();
    Function<TaskId, String> timeline = task -> parts.address() + "/tasks/" + task;

    stores = Stores.open(parts);
    workshop = Workshop.open(parts, stores);
    host =
        parts
            .host()
            .open(stores.database(), stores.claims(), policy.triggers(), clock, parts.address());
    forge = seams.forge(host.forge());

    var dispatches = new Dispatches(stores.outbox(), forge, new Marker(stores.marker()));
    var policies = new RepositoryPolicies(forge, policy, clock);
    lineReports =
        new LineReports(
            stores.line(), stores.tasks(), dispatches, stores.claims(), timeline, clock);
    runner = runner(parts, opinions.apply(stores.outages()), dispatches, policies, timeline);

    var ciFixes =
        new CiFixes(
            stores.pushedHeads(),
            stores.tasks(),
            stores.journal(),
            stores.queue(),
            forge,
            policies,
            dispatches,
            stores.claims(),
            clock);
    var jobs = new JobOpening(stores.tasks(), stores.queue(), forge);
    var dueJobs = new DueJobs(policy.maintenance(), stores.jobTimes(), jobs, clock);
    sweep = new Sweep(host, stores, lineReports, ciFixes, dueJobs, clock);
    jobBoard = new JobBoard(policy.maintenance(), stores.jobTimes(), stores.tasks(), jobs, clock);
    host.listen(seams.deliveries(intake(dispatches, policies, jobs, timeline)::heard));
  }

  /** What goes on with a task, from its first step to its pull request. */
  private TaskRunner runner(
      Parts parts,
      SecondOpinion second,
      Dispatches dispatches,
      RepositoryPolicies policies,
      Function<TaskId, String> timeline) {
    var gate = new Gate(second.judge());
    var asks = new Asks(dispatches, clock);
    var model = new GuardedModel(parts.model(), stores.outages(), clock);
    return new TaskRunner(
        stores.tasks(),
        stores.journal(),
        new Preparation(
            forge,
            workshop.checkouts(),
            workshop.runner(),
            stores.journal(),
            policies,
            new Images(
                forge,
                stores.gallery(),
                model.takesImages() ? Images.Eyes.SEEING : Images.Eyes.BLIND),
            parts.model().name()),
        new JobEngine(
            new AgentLoop(model, gate, second.probe(), clock),
            gate,
            second.probe(),
            parts.prompts(),
            clock),
        asks,
        new Hearing(stores.inbox(), forge, dispatches, asks, policies, clock),
        new Publisher(
            gate,
            forge,
            dispatches,
            workshop.commits(),
            workshop.checkouts(),
            workshop.runner(),
            stores.audit(),
            stores.proposals(),
            clock),
        new Reporting(dispatches, forge, policies, timeline, clock),
        new JobThread(stores.tasks(), forge, dispatches, timeline),
        workshop.runner(),
        clock,
        parts.node(),
        stores.queue()::leaving);
  }

  /** What becomes of a comment. */
  private Intake intake(
      Dispatches dispatches,
      RepositoryPolicies policies,
      JobOpening jobs,
      Function<TaskId, String> timeline) {
    var tasks = stores.tasks();
    var journal = stores.journal();
    var queue = stores.queue();
    var inbox = stores.inbox();
    var replies = new Replies(dispatches, tasks, stores.line(), journal, policies, timeline);
    var plans = new Plans(tasks, journal, forge, dispatches, policies, clock);
    return new Intake(
        tasks,
        forge,
        policies,
        replies,
        new Opening(
            tasks, inbox, journal, queue, forge, policies, plans, jobs, replies, lineReports),
        new Answering(tasks, inbox, journal, queue, replies, clock),
        new Triggering(forge, policy.triggers(), clock),
        stores.pushedHeads(),
        stores.claims());
  }

  void start() {
    workshop
        .checkouts()
        .tidy(task -> stores.tasks().find(task).filter(it -> !it.state().ended()).isPresent());
    stores.claims().reclaim();
    stores.queue().start(runner);
    sweep();
  }

  void sweep() {
    sweep.run();
  }

  JobBoard jobs() {
    return jobBoard;
  }

  BubblewrapSandbox sandbox() {
    return workshop.sandbox();
  }

  Outages outages() {
    return stores.outages();
  }

  TaskStore store() {
    return stores.tasks();
  }

  Journal journal() {
    return stores.journal();
  }

  Audit audit() {
    return stores.audit();
  }

  TaskQueue queue() {
    return stores.queue();
  }

  Database database() {
    return stores.database();
  }

  Host host() {
    return host;
  }

  EmbeddedSite embedded() {
    return embeddedHost().site();
  }

  Forge forge() {
    return forge;
  }

  Policy policy() {
    return policy;
  }

  NewRepository newRepository() {
    return embeddedHost().newRepository();
  }

  BareRepositories repositories() {
    return embeddedHost().repositories();
  }

  private EmbeddedHost embeddedHost() {
    if (host instanceof EmbeddedHost embedded) {
      return embedded;
    }
    throw new IllegalStateException("this node does not work on the embedded forge");
  }

  @Override
  public void close() {
    stores.queue().stop();
    host.close();
    workshop.sandbox().close();
    stores.database().close();
  }
}
