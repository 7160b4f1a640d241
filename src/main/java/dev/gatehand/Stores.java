package dev.gatehand;

import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Outbox;
import dev.gatehand.model.Outages;
import dev.gatehand.store.AuditChain;
import dev.gatehand.store.AuditKey;
import dev.gatehand.store.Database;
import dev.gatehand.store.KeyPrints;
import dev.gatehand.store.SqlAudit;
import dev.gatehand.store.SqlClaims;
import dev.gatehand.store.SqlGallery;
import dev.gatehand.store.SqlInbox;
import dev.gatehand.store.SqlJobTimes;
import dev.gatehand.store.SqlJournal;
import dev.gatehand.store.SqlLine;
import dev.gatehand.store.SqlOutages;
import dev.gatehand.store.SqlOutbox;
import dev.gatehand.store.SqlProposals;
import dev.gatehand.store.SqlPushedHeads;
import dev.gatehand.store.SqlShelf;
import dev.gatehand.store.SqlTaskQueue;
import dev.gatehand.store.SqlTaskStore;
import dev.gatehand.task.TaskQueue;

/**
 * What a node keeps in its database, each part behind its own narrow type. Opening them claims the
 * node's name and holds the keys against the database that they belong to: a data directory beside
 * a foreign database stops the start.
 *
 * @param journal with what the seams put around it
 * @param outbox with what the seams put around it
 * @param marker the key under which our own comments are known
 */
record Stores(
    Database database,
    SqlAudit audit,
    Journal journal,
    SqlTaskStore tasks,
    SqlInbox inbox,
    Outbox outbox,
    Outages outages,
    SqlClaims claims,
    TaskQueue queue,
    SqlLine line,
    SqlShelf shelf,
    SqlGallery gallery,
    SqlProposals proposals,
    SqlJobTimes jobTimes,
    SqlPushedHeads pushedHeads,
    byte[] marker) {

  static Stores open(Assembly.Parts parts) {
    var database = parts.database();
    var clock = parts.clock();
    database.takeName(parts.node());
    var auditKey = AuditKey.readOrCreate(AuditKey.in(parts.dataDir()));
    auditKey.requireFor(database);
    var marker = SecretFile.readOrCreate(parts.dataDir().resolve("keys/marker.key"));
    new KeyPrints(database).require("keys/marker.key", marker);
    var chain = new AuditChain(auditKey, parts.policy().digest());
    var kept = new SqlJournal(database, chain, clock);
    return new Stores(
        database,
        new SqlAudit(database, chain, clock),
        parts.seams().journal(kept),
        new SqlTaskStore(database, kept, clock),
        new SqlInbox(database, clock),
        parts.seams().outbox(new SqlOutbox(database, clock)),
        new SqlOutages(database, clock),
        new SqlClaims(database, parts.node(), clock),
        new SqlTaskQueue(database, parts.node(), parts.caps(), clock),
        new SqlLine(database, clock),
        new SqlShelf(database, clock),
        new SqlGallery(database, clock),
        new SqlProposals(database),
        new SqlJobTimes(database),
        new SqlPushedHeads(database, clock),
        marker);
  }
}
