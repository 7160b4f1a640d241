package dev.gatehand.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools with too many subcommands to list: their verbs say what they do. */
final class Verbs {

  private static final Set<String> SHOWING =
      Set.of("get", "show", "print", "read", "export", "download", "dump", "reveal", "view", "cat");
  private static final List<String> SECRETS =
      List.of(
          "token", "secret", "password", "credential", "private-key", "access-key", "kubeconfig");
  private static final Set<String> OWN = Set.of("auth", "login", "session", "sts", "configure");
  private static final List<String> STEMS =
      List.of(
          "delete",
          "destroy",
          "purge",
          "remove",
          "wipe",
          "erase",
          "truncate",
          "flush",
          "terminate",
          "revoke",
          "uninstall",
          "shutdown");

  private static final Pattern DELETES =
      Pattern.compile("[-_](?:delete|remove|destroy|purge|terminate|revoke)[-_]");

  private final Walk walk;

  Verbs(Walk walk) {
    this.walk = walk;
  }

  /** Adds the effect of the verbs; what comes out of it is what the answer says of its origin. */
  List<Source> read(CommandSpec spec, Invocation invocation, Frame frame) {
    CommandSpec.Verbs verbs = spec.verbs;
    List<Arg> operands = invocation.operands();
    if (verbs == null || operands.isEmpty()) {
      return List.of();
    }
    String worst = "";
    String verb = "?";
    int depth = Math.min(verbs.depth(), operands.size());
    for (int i = 0; i < depth; i++) {
      Arg operand = operands.get(i);
      if (!operand.isKnown()) {
        if (worst.isEmpty()) {
          walk.findings.add(new Effect.Opaque("unknown-word", spec.name, frame.origin()));
        }
        break;
      }
      String found = of(verbs.area(), operand.text().toLowerCase(Locale.ROOT));
      if (rank(found) > rank(worst)) {
        worst = found;
        verb = operand.text();
      }
    }
    if (worst.isEmpty()) {
      walk.findings.add(new Effect.Opaque("unknown-subcommand", spec.name, frame.origin()));
    }
    // A noun, or nothing that is known: perhaps it changes something, but nobody can be sure.
    boolean doubtful = rank(worst) < 2;
    Frame place = doubtful ? frame.less(Certainty.POSSIBLE) : frame;
    EffectName name = effect(verbs.area(), doubtful ? "change" : worst);
    if (rank(worst) < 4 && SHOWING.contains(first(verb)) && isSecret(operands, depth)) {
      name = isOwn(operands, depth) ? EffectName.SECRET_READ : EffectName.SECRET_FETCH;
    }
    String what = Marks.show(operands.getLast().text());
    String path = spec.verb().isEmpty() ? verb : spec.verb() + " " + verb;
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("program", spec.program());
    attributes.put("verb", path);
    attributes.put("what", what.isEmpty() ? "?" : what);
    attributes.keySet().retainAll(name.attributes());
    Effect effect = walk.findings.add(new Effect.Change(name, attributes, place.origin()));
    boolean secret = name == EffectName.SECRET_READ || name == EffectName.SECRET_FETCH;
    return secret ? List.of(new Source(Source.Kind.SECRET, effect)) : List.of();
  }

  /** {@code auth print-access-token}: what opens doors lies on this machine already. */
  private static boolean isOwn(List<Arg> operands, int depth) {
    for (Arg operand : operands.subList(0, depth)) {
      String word = operand.text().toLowerCase(Locale.ROOT);
      if (OWN.contains(word) || word.contains("access-token") || word.contains("kubeconfig")) {
        return true;
      }
    }
    return false;
  }

  private static String first(String verb) {
    int dash = verb.indexOf('-');
    return dash > 0 ? verb.substring(0, dash) : verb;
  }

  /** {@code auth print-access-token}: what is shown opens doors. */
  private static boolean isSecret(List<Arg> operands, int depth) {
    for (int i = 0; i < depth; i++) {
      String word = operands.get(i).text().toLowerCase(Locale.ROOT);
      for (String stem : SECRETS) {
        if (word.contains(stem)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Of a word, or of the words that are joined in it: {@code delete-bucket}, {@code apps:destroy}.
   */
  private static String of(String area, String word) {
    String whole = VerbTable.of(area, word);
    if (!whole.isEmpty()) {
      return whole;
    }
    String worst = "";
    if (word.indexOf('/') >= 0 || word.contains("::")) {
      return "";
    }
    int colon = Math.max(word.lastIndexOf(':'), word.lastIndexOf('.'));
    if (colon >= 0) {
      worst = VerbTable.of(area, word.substring(colon + 1));
    }
    if (worst.isEmpty() && hasStem(word)) {
      return "delete";
    }
    int dash = Math.max(word.indexOf('-'), word.indexOf('_'));
    if (dash > 0) {
      int start = Math.min(positive(word.indexOf('-'), dash), positive(word.indexOf('_'), dash));
      String first = VerbTable.of(area, word.substring(0, start));
      worst = rank(first) > rank(worst) ? first : worst;
      String last =
          VerbTable.of(
              area, word.substring(Math.max(word.lastIndexOf('-'), word.lastIndexOf('_')) + 1));
      // batch-delete-image: what is done stands in the middle.
      boolean loses = rank(first) < 2 && DELETES.matcher(word).find();
      worst = loses ? "delete" : worst;
      // Of what comes last only a loss counts (a name may end in "-list"), and a plain look.
      boolean looks = worst.isEmpty() && word.endsWith("status");
      worst = last.equals("delete") || looks ? last : worst;
    }
    return worst;
  }

  /** {@code rdelete}, {@code deleteall}: a verb that is made from one that loses something. */
  private static boolean hasStem(String word) {
    for (String stem : STEMS) {
      if (word.startsWith(stem) || word.endsWith(stem)) {
        return true;
      }
    }
    return false;
  }

  private static int positive(int index, int other) {
    return index > 0 ? index : other;
  }

  private static int rank(String verb) {
    return switch (verb) {
      case "" -> 0;
      case "thing" -> 1;
      case "list" -> 2;
      case "read" -> 3;
      case "change" -> 4;
      default -> 5;
    };
  }

  static EffectName effect(String area, String verb) {
    boolean looks = verb.equals("list") || verb.equals("read");
    switch (area) {
      case "disk" -> {
        return looks ? EffectName.SYSTEM_READ : EffectName.SYSTEM_DISK;
      }
      case "network" -> {
        return looks ? EffectName.SYSTEM_READ : EffectName.SYSTEM_NETWORK;
      }
      default -> {}
    }
    String name = area + "." + verb;
    if (area.equals("secret") && verb.equals("read")) {
      name = "secret.fetch";
    } else if (verb.equals("list") && !area.equals("secret")) {
      name = area + ".read";
    } else if (verb.equals("delete") && area.equals("database")) {
      name = "database.drop";
    }
    String id = name;
    return EffectName.of(id).orElseThrow(() -> new IllegalStateException("no such effect: " + id));
  }
}
