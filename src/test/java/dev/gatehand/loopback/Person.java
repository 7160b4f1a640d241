package dev.gatehand.loopback;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.loopback.Remark.Line;
import dev.gatehand.loopback.Ticket.Words;
import dev.gatehand.loopback.Written.Hand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody who acts on the pages of this GitHub, with the rights of a page: nothing is checked
 * here, so that a test can also do what somebody could do a moment ago. Threads are named by their
 * numbers, comments and reviews by their ids.
 */
public final class Person {
  private static final String NOTHING = "0".repeat(40);
  private final Site site;
  private final Talk talk;
  private final Pulling pulling;
  private final User user;

  Person(Site site, Talk talk, Pulling pulling, User user) {
    this.site = site;
    this.talk = talk;
    this.pulling = pulling;
    this.user = user;
  }

  public long id() {
    return user.id();
  }

  /** Opens an issue; its number. */
  public int opens(RepoRef repository, String title, String body) {
    synchronized (site) {
      return talk.openIssue(site.repo(repository), Hand.of(user), new Words(title, body)).number;
    }
  }

  /** Comments on an issue or a pull request; the comment's id. */
  public long comments(RepoRef repository, int thread, String body) {
    synchronized (site) {
      return talk.comment(ticket(repository, thread), Hand.of(user), body).id;
    }
  }

  /** Edits a comment, also somebody else's. */
  public void edits(RepoRef repository, long comment, String body) {
    synchronized (site) {
      talk.edit(remark(repository, comment), user, body);
    }
  }

  public void deletes(RepoRef repository, long comment) {
    synchronized (site) {
      talk.delete(remark(repository, comment), user);
    }
  }

  /** Edits the text of an issue or a pull request. */
  public void rewords(RepoRef repository, int thread, String title, String body) {
    synchronized (site) {
      talk.reword(ticket(repository, thread), user, new Words(title, body));
    }
  }

  /** Sets a reaction: {@code eyes}, {@code +1} and so on. */
  public void reacts(RepoRef repository, long comment, String content) {
    synchronized (site) {
      talk.react(remark(repository, comment), user, content);
    }
  }

  public void closes(RepoRef repository, int thread) {
    synchronized (site) {
      talk.settle(ticket(repository, thread), false, user, "completed");
    }
  }

  public void reopens(RepoRef repository, int thread) {
    synchronized (site) {
      talk.settle(ticket(repository, thread), true, user, null);
    }
  }

  public void locks(RepoRef repository, int thread) {
    synchronized (site) {
      ticket(repository, thread).locked = true;
    }
  }

  public void labels(RepoRef repository, int thread, String label) {
    synchronized (site) {
      talk.label(ticket(repository, thread), user, label);
    }
  }

  public void unlabels(RepoRef repository, int thread, String label) {
    synchronized (site) {
      talk.unlabel(ticket(repository, thread), user, label);
    }
  }

  public void assigns(RepoRef repository, int thread, String login) {
    synchronized (site) {
      talk.assign(ticket(repository, thread), user, site.user(login, User.Type.USER));
    }
  }

  /** Sets a branch to a new commit with these files beside those of the branch, or of main. */
  public GitId pushes(RepoRef repository, String branch, Map<String, String> files) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      String before = site.tip(repo, branch).orElse(NOTHING);
      String parent = before.equals(NOTHING) ? main(repo) : before;
      return pushed(repo, branch, before, parent, files);
    }
  }

  /** Throws a branch's history away: it begins anew at main with these files beside main's. */
  public GitId forces(RepoRef repository, String branch, Map<String, String> files) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      return pushed(repo, branch, site.tip(repo, branch).orElse(NOTHING), main(repo), files);
    }
  }

  private String main(Repo repo) {
    return site.tip(repo, repo.defaultBranch).orElseThrow();
  }

  private GitId pushed(
      Repo repo, String branch, String before, String parent, Map<String, String> files) {
    String message = "Change by " + user.login();
    GitId commit = site.folder(repo).commit(branch, parent, message, site.ident(user), files);
    pulling.pushed(repo, user, branch, before, commit.value());
    return commit;
  }

  public void deletesBranch(RepoRef repository, String branch) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      String before = site.tip(repo, branch).orElseThrow();
      site.folder(repo).delete(branch);
      pulling.pushed(repo, user, branch, before, NOTHING);
    }
  }

  /**
   * Opens a pull request from a branch of a repository (its own, or a fork of it); its number.
   * Maintainers may push to it.
   */
  public int pulls(RepoRef into, RepoRef from, String branch, String title, String body) {
    synchronized (site) {
      return pulling.open(
              site.repo(into),
              Hand.of(user),
              new Words(title, body),
              new Pulling.Opening(site.repo(from), branch, "main", false, true))
          .number;
    }
  }

  /** Lets maintainers push to the branch of a fork's pull request, or no longer. */
  public void letsMaintainersPush(RepoRef repository, int pull, boolean may) {
    synchronized (site) {
      ticket(repository, pull).pull.maintainerCanModify = may;
    }
  }

  public void merges(RepoRef repository, int pull) {
    synchronized (site) {
      pulling.merge(ticket(repository, pull), user);
    }
  }

  /**
   * Submits a review with a comment on the first line of each path; its id.
   *
   * @param state {@code APPROVED}, {@code CHANGES_REQUESTED} or {@code COMMENTED}
   * @param linesByPath body of the comment by path
   */
  public long reviews(
      RepoRef repository, int pull, String state, String body, Map<String, String> linesByPath) {
    synchronized (site) {
      Ticket ticket = ticket(repository, pull);
      List<Line> lines = new ArrayList<>();
      linesByPath
          .keySet()
          .forEach(
              path ->
                  lines.add(new Line(path, 1, "RIGHT", ticket.pull.headSha, "@@ -1 +1 @@", 0, 0)));
      return pulling.review(
              ticket, Hand.of(user), body, state, lines, List.copyOf(linesByPath.values()))
          .id;
    }
  }

  /** The account as a CI. */
  public Ci ci() {
    return new Ci(site, pulling, user);
  }

  /** Answers a comment on a line; the answer's id. */
  public long replies(RepoRef repository, long comment, String body) {
    synchronized (site) {
      Remark to = remark(repository, comment);
      Line was = to.line;
      long root = was.inReplyTo() == 0 ? to.id : was.inReplyTo();
      Line line =
          new Line(
              was.path(), was.number(), was.side(), was.commit(), was.hunk(), site.nextId(), root);
      return pulling.lineComment(to.ticket, Hand.of(user), body, line).id;
    }
  }

  /** What a pull request's head is now. */
  public GitId head(RepoRef repository, int pull) {
    synchronized (site) {
      return new GitId(ticket(repository, pull).pull.headSha);
    }
  }

  /** The files of a pull request's head that differ from its base, by path. */
  public List<String> changedFiles(RepoRef repository, int pull) {
    synchronized (site) {
      Pull ends = ticket(repository, pull).pull;
      return site.git.diff(repository, new GitId(ends.baseSha), new GitId(ends.headSha)).stream()
          .map(it -> it.path())
          .sorted()
          .toList();
    }
  }

  /** The threads of a repository by number, oldest first: pull requests among them. */
  public List<Integer> threads(RepoRef repository) {
    synchronized (site) {
      return List.copyOf(site.repo(repository).tickets.keySet());
    }
  }

  /** The comments of a thread, oldest first, those on lines among them. */
  public List<Said> comments(RepoRef repository, int thread) {
    synchronized (site) {
      return ticket(repository, thread).remarks.stream()
          .map(it -> new Said(it.id, it.author.login(), it.body))
          .toList();
    }
  }

  /** A comment as it stands. */
  public record Said(long id, String login, String body) {}

  /** This account's reactions to a comment, oldest first. */
  public List<String> reactions(RepoRef repository, long comment) {
    synchronized (site) {
      return remark(repository, comment).reactions.stream()
          .filter(it -> it.by().equals(user))
          .map(Written.Reacted::content)
          .toList();
    }
  }

  /** The text of an issue or a pull request. */
  public String text(RepoRef repository, int thread) {
    synchronized (site) {
      return ticket(repository, thread).body;
    }
  }

  /** The bodies of the comments on a thread, oldest first, whoever wrote them. */
  public List<String> reads(RepoRef repository, int thread) {
    synchronized (site) {
      return ticket(repository, thread).remarks.stream().map(it -> it.body).toList();
    }
  }

  private Ticket ticket(RepoRef repository, int number) {
    Ticket ticket = site.repo(repository).tickets.get(number);
    if (ticket == null) {
      throw new IllegalArgumentException("no thread " + repository + "#" + number);
    }
    return ticket;
  }

  private Remark remark(RepoRef repository, long id) {
    Remark remark = site.repo(repository).remarks.get(id);
    if (remark == null) {
      throw new IllegalArgumentException("no comment " + id + " in " + repository);
    }
    return remark;
  }
}
