package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Excerpt;
import dev.gatehand.text.SeenText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A thread as the agent reads it: who wrote what, and what they could do in the repository when the
 * task was asked for. Bounded, as a stranger can write as much as the forge takes, and each turn
 * pays for it.
 *
 * @param left how many of the oldest comments are left out
 */
record Discussion(String body, List<Map<String, Object>> comments, int left) {
  /** Letters of one text, and of all comments together. */
  private static final int ONE = 20_000;

  private static final int ALL = 60_000;

  static Discussion of(TaskRequest request) {
    List<Map<String, Object>> comments = new ArrayList<>();
    int letters = 0;
    for (TaskRequest.Said said : request.comments().reversed()) {
      String body = shown(said.body());
      letters += body.length();
      if (letters > ALL) {
        break;
      }
      comments.add(
          Map.of("author", said.by().login(), "role", role(said.by(), said.role()), "body", body));
    }
    int left = request.comments().size() - comments.size();
    return new Discussion(shown(request.body()), comments.reversed(), left);
  }

  private static String shown(String written) {
    String seen = SeenText.of(written);
    String between = "\n[... %d letters are left out here ...]\n".formatted(seen.length() - ONE);
    return Excerpt.of(seen, ONE, between);
  }

  static String role(Account account, String role) {
    if (account.kind() == Account.Kind.BOT) {
      return "a program";
    }
    return switch (role) {
      case "ADMIN" -> "owner or administrator";
      case "MAINTAIN" -> "maintainer";
      case "WRITE" -> "writer";
      case "READ" -> "reader, without a say here";
      case "NONE" -> "nobody here";
      default -> "role not known";
    };
  }
}
