package dev.gatehand;

import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.maintenance.DueJobs;
import dev.gatehand.task.CiFixes;
import dev.gatehand.task.LineReports;
import java.time.InstantSource;

/**
 * What is looked for every few seconds: what may have been left lying (answers at awkward moments,
 * asks whose time is over), failed checks of what was pushed, and due jobs.
 */
final class Sweep implements Runnable {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
  private final Host host;
  private final Stores stores;
  private final LineReports lineReports;
  private final CiFixes ciFixes;
  private final DueJobs dueJobs;
  private final InstantSource clock;

  Sweep(
      Host host,
      Stores stores,
      LineReports lineReports,
      CiFixes ciFixes,
      DueJobs dueJobs,
      InstantSource clock) {
    this.host = host;
    this.stores = stores;
    this.lineReports = lineReports;
    this.ciFixes = ciFixes;
    this.dueJobs = dueJobs;
    this.clock = clock;
  }

  /**
   * One look at everything. A node that ends closes its store under a look that is on its way:
   * nothing is lost by that, because each start begins with one.
   *
   * @throws StoreUnavailable if the store fails of a node that is not ending
   */
  @Override
  public void run() {
    if (stores.queue().leaving()) {
      return;
    }
    try {
      look();
    } catch (StoreUnavailable e) {
      if (!stores.queue().leaving()) {
        throw e;
      }
      LOG.log(System.Logger.Level.DEBUG, "The node ended during a look.", e);
    }
  }

  private void look() {
    var tasks = stores.tasks();
    var queue = stores.queue();
    host.sweep();
    tasks.unfinished().forEach(queue::submit);
    tasks.parkedWithMail().forEach(queue::submit);
    tasks.toRemindOf(clock.instant()).forEach(ask -> queue.submit(ask.task()));
    tasks.overdue(clock.instant()).forEach(ask -> queue.submit(ask.task()));
    lineReports.tell();
    ciFixes.look();
    dueJobs.look();
  }
}
