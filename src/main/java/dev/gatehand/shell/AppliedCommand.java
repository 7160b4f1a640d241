package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** Commands that run another one with words from their input. */
final class AppliedCommand {

  private static final int MOST_WORDS = 64;

  private final Walk walk;

  AppliedCommand(Walk walk) {
    this.walk = walk;
  }

  Stream xargs(Invocation invocation, Frame frame) {
    Arg replace = invocation.value("-I");
    if (replace == null && (invocation.has("-i") || invocation.has("--replace"))) {
      Arg named = invocation.value("-i");
      replace = named != null ? named : Arg.of("{}", frame.span());
    }
    List<Arg> words = invocation.operands();
    if (words.isEmpty()) {
      return frame.in();
    }
    boolean whole =
        replace != null || invocation.has("-0") || invocation.has("--null") || invocation.has("-d");
    boolean fromFile = invocation.has("-a") || invocation.has("--arg-file");
    List<Arg> items = items(fromFile ? frame.in(Stream.unknown(List.of())) : frame, whole);
    Frame inner = frame.through("xargs").less(Certainty.CONDITIONAL).apart().in(Stream.NONE);
    if (replace == null) {
      List<Arg> all = new ArrayList<>(words);
      all.addAll(items);
      return walk.dispatch.run(all, inner);
    }
    Stream out = Stream.NONE;
    for (Arg item : items) {
      List<Arg> all = new ArrayList<>();
      for (Arg word : words) {
        boolean holds = word.text().contains(replace.text());
        all.add(holds ? filled(word, replace.text(), item) : word);
      }
      out = out.then(walk.dispatch.run(all, inner));
    }
    return out;
  }

  private static Arg filled(Arg word, String hole, Arg item) {
    String text = word.text().replace(hole, item.text());
    return new Arg(
        text, false, Source.join(word.sources(), item.sources()), null, word.span(), text);
  }

  /** The words that come in. */
  private static List<Arg> items(Frame frame, boolean whole) {
    Stream in = frame.in();
    String text = in.text();
    if (text != null && Marks.isKnown(text)) {
      String[] words = text.strip().split("[ \t\n\0]+");
      if (words.length <= MOST_WORDS && !text.contains("'") && !text.contains("\"")) {
        List<Arg> items = new ArrayList<>();
        for (String word : words) {
          items.add(new Arg(word, false, in.sources(), null, frame.span(), word));
        }
        return items;
      }
    }
    String start = in.lines() == null ? "" : in.lines();
    boolean tame = start.equals(String.valueOf(Marks.TOKEN));
    String item = tame ? start : start + Marks.ANY;
    boolean split = !tame && (start.isEmpty() || !whole);
    return List.of(new Arg(item, split, in.sources(), null, frame.span(), "…"));
  }

  Stream parallel(Invocation invocation, Frame frame) {
    List<Arg> words = new ArrayList<>();
    for (Arg word : invocation.operands()) {
      if (word.text().startsWith(":::")) {
        break;
      }
      words.add(word);
    }
    if (words.isEmpty()) {
      return walk.payloads.input("shell", "parallel", frame.in(), List.of(), frame);
    }
    StringBuilder text = new StringBuilder();
    for (Arg word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word.text());
    }
    boolean hole = text.indexOf("{") >= 0;
    String code = text.toString().replaceAll("\\{[^}]*}", "'" + Marks.ANY + "'");
    if (!hole) {
      code += " '" + Marks.ANY + "'";
    }
    Arg line = new Arg(code, false, frame.sources(words), null, frame.span(), code);
    return walk.payloads.shellWords(line, "parallel", frame);
  }
}
