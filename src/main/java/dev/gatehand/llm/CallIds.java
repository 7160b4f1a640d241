package dev.gatehand.llm;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names and ids of calls, which a provider chooses. Ids are unique in a conversation: an ask names
 * a call, and must never mean two.
 */
final class CallIds {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
  private final Set<String> known = new HashSet<>();

  CallIds(Conversation before) {
    for (Message message : before.messages()) {
      if (message instanceof Message.Assistant(Reply reply)) {
        reply.calls().forEach(call -> known.add(call.id()));
      }
    }
  }

  void take(String id, String tool) throws Unreadable {
    if (!isWord(id) || !isWord(tool) || !known.add(id)) {
      throw new Unreadable("a call has no name, or an id that is none or was there before");
    }
  }

  /** Whether a call with this id could be taken. */
  boolean isFree(String id) {
    return isWord(id) && !known.contains(id);
  }

  static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }
}
