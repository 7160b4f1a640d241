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
import dev.gatehand.git.GitCheckouts;
import dev.gatehand.git.GitCommitWriter;
import dev.gatehand.git.Mirrors;
import dev.gatehand.git.NewRepository;
import dev.gatehand.git.Owner;
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
import dev.gatehand.sandbox.SandboxSettings;
import dev.gatehand.store.AuditChain;
import dev.gatehand.store.AuditKey;
import dev.gatehand.store.Database;
import dev.gatehand.store.KeyPrints;
import dev.gatehand.store.SqlAudit;
import dev.gatehand.store.SqlClaims;
import dev.gatehand.store.SqlInbox;
import dev.gatehand.store.SqlJobTimes;
import dev.gatehand.store.SqlJournal;
import dev.gatehand.store.SqlLine;
import dev.gatehand.store.SqlOutages;
import dev.gatehand.store.SqlOutbox;
import dev.gatehand.store.SqlProposals;
import dev.gatehand.store.SqlShelf;
import dev.gatehand.store.SqlTaskQueue;
import dev.gatehand.store.SqlTaskStore;
import dev.gatehand.task.Answering;
import dev.gatehand.task.Caps;
import dev.gatehand.task.Intake;
import dev.gatehand.task.JobOpening;
import dev.gatehand.task.JobThread;
import dev.gatehand.task.LineReports;
import dev.gatehand.task.Opening;
import dev.gatehand.task.Preparation;
import dev.gatehand.task.Replies;
import dev.gatehand.task.Reporting;
import dev.gatehand.task.TaskQueue;
import dev.gatehand.task.TaskRunner;
import dev.gatehand.task.TaskStore;
import dev.gatehand.workspace.Checkouts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the parts together, in the order in which they need each other. One of these is one node; no
 * framework takes part, so that tests build the same thing.
 */
final class Assembly implements AutoCloseable {
  private final Database database;
  private final BubblewrapSandbox sandbox;
  private final SqlTaskStore store;
  private final Journal journal;
  private final SqlAudit audit;
  private final TaskQueue queue;
  private final SqlClaims claims;
  private final Outages outages;
  private final LineReports lineReports;
  private final Checkouts checkouts;
  private final TaskRunner runner;
  private final DueJobs dueJobs;
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

    database = parts.database();
    database.takeName(parts.node());
    var auditKey = AuditKey.readOrCreate(AuditKey.in(parts.dataDir()));
    auditKey.requireFor(database);
    var chain = new AuditChain(auditKey, policy.digest());
    audit = new SqlAudit(database, chain, clock);
    var kept = new SqlJournal(database, chain, clock);
    journal = seams.journal(kept);
    store = new SqlTaskStore(database, kept, clock);
    var inbox = new SqlInbox(database, clock);
    outages = new SqlOutages(database, clock);
    claims = new SqlClaims(database, parts.node(), clock);
    queue = new SqlTaskQueue(database, parts.node(), parts.caps(), clock);

    var sandboxSettings = SandboxSettings.defaults(parts.dataDir());
    sandbox = BubblewrapSandbox.probe(sandboxSettings);
    var owner =
        sandboxSettings.owner().isPresent()
            ? new Owner(sandboxSettings.owner().getAsInt(), sandboxSettings.owner().getAsInt())
            : Owner.SELF;
    var mirrors = new Mirrors(parts.dataDir(), new SqlShelf(database, clock));
    checkouts =
        seams.checkouts(new GitCheckouts(mirrors, parts.dataDir().resolve("workspaces"), owner));
    var runsIn = seams.runner(sandbox);

    host = parts.host().open(database, claims, clock, parts.address());
    forge = seams.forge(host.forge());

    var secret = SecretFile.readOrCreate(parts.dataDir().resolve("keys/marker.key"));
    new KeyPrints(database).require("keys/marker.key", secret);
    var marker = new Marker(secret);
    var dispatches = new Dispatches(seams.outbox(new SqlOutbox(database, clock)), forge, marker);
    SecondOpinion second = opinions.apply(outages);
    var gate = new Gate(second.judge());
    var asks = new Asks(dispatches, clock);
    var policies = new RepositoryPolicies(forge, policy);
    var hearing = new Hearing(inbox, forge, dispatches, asks, policies, clock);
    var commits = seams.commits(new GitCommitWriter(mirrors));
    runner =
        new TaskRunner(
            store,
            journal,
            new Preparation(forge, checkouts, runsIn, journal, policies, parts.model().name()),
            new JobEngine(
                new AgentLoop(
                    new GuardedModel(parts.model(), outages, clock), gate, second.probe(), clock),
                gate,
                parts.prompts(),
                clock),
            asks,
            hearing,
            new Publisher(
                gate,
                forge,
                dispatches,
                commits,
                checkouts,
                runsIn,
                audit,
                new SqlProposals(database),
                clock),
            new Reporting(dispatches, forge, policies, timeline, clock),
            new JobThread(store, forge, dispatches, timeline),
            runsIn,
            clock,
            parts.node(),
            queue::leaving);

    var line = new SqlLine(database, clock);
    lineReports = new LineReports(line, store, dispatches, claims, timeline, clock);
    var replies = new Replies(dispatches, store, line, journal, policies, timeline);
    var jobs = new JobOpening(store, queue, forge);
    var times = new SqlJobTimes(database);
    dueJobs = new DueJobs(policy.maintenance(), times, jobs, clock);
    jobBoard = new JobBoard(policy.maintenance(), times, store, jobs, clock);
    var intake =
        new Intake(
            store,
            forge,
            policies,
            replies,
            new Opening(store, inbox, journal, queue, forge, policies, jobs, replies, lineReports),
            new Answering(store, inbox, journal, queue, forge, policies, replies, clock),
            claims);
    host.listen(seams.deliveries(intake::heard));
  }

  void start() {
    checkouts.tidy(task -> store.find(task).filter(it -> !it.state().ended()).isPresent());
    claims.reclaim();
    queue.start(runner);
    sweep();
  }

  /**
   * What may have been left lying (answers at awkward moments, asks whose time is over), and due
   * jobs.
   */
  void sweep() {
    host.sweep();
    store.unfinished().forEach(queue::submit);
    store.parkedWithMail().forEach(queue::submit);
    store.toRemindOf(clock.instant()).forEach(ask -> queue.submit(ask.task()));
    store.overdue(clock.instant()).forEach(ask -> queue.submit(ask.task()));
    lineReports.tell();
    dueJobs.look();
  }

  JobBoard jobs() {
    return jobBoard;
  }

  BubblewrapSandbox sandbox() {
    return sandbox;
  }

  Outages outages() {
    return outages;
  }

  TaskStore store() {
    return store;
  }

  Journal journal() {
    return journal;
  }

  Audit audit() {
    return audit;
  }

  TaskQueue queue() {
    return queue;
  }

  Database database() {
    return database;
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
    queue.stop();
    host.close();
    sandbox.close();
    database.close();
  }
}
