package dev.gatehand;

import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.ThreadRef;
import java.util.List;
import java.util.stream.Collectors;

/** What is said on the threads of a house. */
public abstract class HouseTalk {
  public abstract EmbeddedSite site();

  public boolean hasSaid(String login) {
    return comments().stream().anyMatch(comment -> comment.author().login().equals(login));
  }

  public List<Comment> comments() {
    return comments(TestHouse.ISSUE);
  }

  public List<Comment> comments(ThreadRef thread) {
    return site().thread(thread).comments();
  }

  /** What Gatehand said last, without the marker that nobody sees. */
  public String lastWords() {
    return ownWords(TestHouse.ISSUE).getLast();
  }

  /** All that Gatehand said on a thread; the first is the tracking comment of the first task. */
  public List<String> ownWords(ThreadRef thread) {
    return comments(thread).stream()
        .filter(comment -> comment.author().kind() == Account.Kind.BOT)
        .map(comment -> comment.body().replaceAll("\\s*<!--[^>]*-->\\s*$", ""))
        .toList();
  }

  /** The thread as people read it. */
  public String told(ThreadRef thread) {
    return comments(thread).stream()
        .map(
            comment ->
                "### "
                    + comment.author().login()
                    + "\n"
                    + comment.body().replaceAll("\\s*<!--[^>]*-->\\s*$", "").strip())
        .collect(Collectors.joining("\n\n"));
  }
}
