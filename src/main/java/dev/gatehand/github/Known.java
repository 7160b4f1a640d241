package dev.gatehand.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that were given before, by who asked and for what: GitHub is asked whether they still
 * hold, never believed to. One who lost access gets a 404 instead of an old answer.
 */
final class Known {
  private static final int MOST = 300;
  private static final int LARGEST = 128 * 1024;
  private final Map<String, Answer> answers =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<String> tag(Call call) {
    return Optional.ofNullable(answers.get(key(call)))
        .flatMap(answer -> answer.headers().firstValue("etag"));
  }

  /** The answer itself, or the one that it says still holds. */
  synchronized Answer resolved(Answer answer) {
    String key = key(answer.call());
    if (answer.status() == 304) {
      return Optional.ofNullable(answers.get(key))
          .map(it -> new Answer(it.call(), it.status(), it.headers(), it.body(), true))
          .orElse(answer);
    }
    if (answer.call().changes()) {
      return answer;
    }
    boolean keep =
        answer.status() == 200
            && answer.body().length <= LARGEST
            && answer.headers().firstValue("etag").isPresent();
    if (keep) {
      answers.put(key, answer);
    } else {
      answers.remove(key);
    }
    return answer;
  }

  private static String key(Call call) {
    return call.pass().budget() + " " + call.address();
  }
}
