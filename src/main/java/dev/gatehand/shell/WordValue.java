package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers for {@link Word} what is certain of it. */
final class WordValue {
  private WordValue() {}

  static Value of(Word word) {
    if (!hasBraces(word)) {
      return ofParts(word.parts());
    }
    Optional<List<Word>> words = BraceExpansion.of(word);
    if (words.isPresent() && !words.get().isEmpty()) {
      List<String> texts = new ArrayList<>();
      for (Word each : words.get()) {
        if (ofParts(each.parts()) instanceof Value.Known known) {
          texts.add(known.text());
        }
      }
      if (texts.size() == words.get().size()) {
        return texts.size() == 1 ? new Value.Known(texts.getFirst()) : new Value.Several(texts);
      }
    }
    return ofParts(word.parts());
  }

  private static Value ofParts(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (!(part instanceof Part.Literal literal)) {
        return text.isEmpty() ? new Value.Unknown() : new Value.Prefix(text.toString());
      }
      text.append(literal.text());
    }
    return new Value.Known(text.toString());
  }

  static boolean hasBraces(Word word) {
    for (Part part : word.parts()) {
      if (part instanceof Part.Braces || part instanceof Part.BraceRange) {
        return true;
      }
    }
    return false;
  }

  static boolean maySplit(Word word) {
    for (Part part : word.parts()) {
      boolean splits =
          switch (part) {
            case Part.Literal _, Part.Tilde _, Part.ProcessSubstitution _ -> false;
            case Part.Parameter parameter -> !parameter.quoted() || isList(parameter);
            case Part.CommandSubstitution substitution -> !substitution.quoted();
            // The digits of a number may be separators, too: IFS is the attacker's.
            case Part.ArithmeticExpansion expansion -> !expansion.quoted();
            case Part.Braces _, Part.BraceRange _ -> true;
            case Part.Glob _, Part.ExtendedGlob _ -> true;
            case Part.ArrayLiteral _ -> false;
          };
      if (splits) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is several words even between double quotes. */
  private static boolean isList(Part.Parameter parameter) {
    return parameter.name().equals("@")
        || parameter.subscript() instanceof Subscript.Each
        || parameter.operation() instanceof Operation.NamesWithPrefix
        // The value is the name: it may be "@" or "array[@]".
        || parameter.indirect()
        || (parameter.operation() instanceof Operation.WhenUnset unset && unset.word().maySplit());
  }

  static boolean mayMatchFiles(Word word) {
    for (Part part : word.parts()) {
      boolean matches =
          switch (part) {
            case Part.Glob _, Part.ExtendedGlob _ -> true;
            case Part.Parameter parameter -> !parameter.quoted();
            case Part.CommandSubstitution substitution -> !substitution.quoted();
            case Part.Braces braces -> braces.alternatives().stream().anyMatch(Word::mayMatchFiles);
            case Part.Literal _, Part.Tilde _, Part.ProcessSubstitution _ -> false;
            case Part.ArithmeticExpansion _, Part.BraceRange _, Part.ArrayLiteral _ -> false;
          };
      if (matches) {
        return true;
      }
    }
    return false;
  }

  static Optional<String> pattern(Word word) {
    StringBuilder text = new StringBuilder();
    for (Part part : word.parts()) {
      if (part instanceof Part.Literal literal) {
        append(literal, text);
      } else if (part instanceof Part.Glob glob) {
        text.append(glob.pattern());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  private static void append(Part.Literal literal, StringBuilder text) {
    for (int i = 0; i < literal.text().length(); i++) {
      char c = literal.text().charAt(i);
      if (literal.quoted() && "*?[\\".indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append(c);
    }
  }
}
