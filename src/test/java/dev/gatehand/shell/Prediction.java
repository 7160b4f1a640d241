package dev.gatehand.shell;

import java.util.List;
import java.util.Optional;

/** What the tree says a simple command is called with, to be compared with what bash does. */
record Prediction(List<Word> words) {

  /** Whether a call with these arguments is one that was predicted. */
  boolean allows(List<String> call) {
    return allows(words, call);
  }

  private static boolean allows(List<Word> words, List<String> call) {
    if (words.isEmpty()) {
      return call.isEmpty();
    }
    Word first = words.getFirst();
    List<Word> rest = words.subList(1, words.size());
    if (WordValue.hasBraces(first)) {
      Optional<List<Word>> unfolded = first.unbraced();
      if (unfolded.isEmpty()) {
        return true;
      }
      List<Word> all = new java.util.ArrayList<>(unfolded.get());
      all.addAll(rest);
      return allows(all, call);
    }
    if (first.maySplit()) {
      for (int i = 0; i <= call.size(); i++) {
        if (allows(rest, call.subList(i, call.size()))) {
          return true;
        }
      }
      return false;
    }
    return !call.isEmpty()
        && fits(first.value(), call.getFirst())
        && allows(rest, call.subList(1, call.size()));
  }

  private static boolean fits(Value value, String argument) {
    return switch (value) {
      case Value.Known known -> known.text().equals(argument);
      case Value.Several several -> several.texts().contains(argument);
      case Value.Prefix prefix -> argument.startsWith(prefix.text());
      case Value.Unknown _ -> true;
    };
  }
}
