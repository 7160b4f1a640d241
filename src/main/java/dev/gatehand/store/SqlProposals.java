package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.publish.Proposals;
import java.util.List;

/** What maintenance jobs pushed, as their journals left it. */
public final class SqlProposals implements Proposals {
  private final Database database;

  public SqlProposals(Database database) {
    this.database = database;
  }

  @Override
  public List<Proposal> of(RepoRef repository, String job) {
    return database.read(
        tx ->
            tx.list(
                """
                select head, change, pull_request from proposal
                where repository = ? and job = ? order by at desc, head
                """,
                row -> new Proposal(new GitId(row.getString(1)), row.getString(2), row.getInt(3)),
                repository.toString(),
                job));
  }
}
