package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found so far, and how much may still be looked at. */
final class Findings {

  /** Commands that are looked at, loops and functions counted each time. */
  private static final int MOST_COMMANDS = 1_200;

  /** Words that braces unfold to, all together. */
  private static final int MOST_WORDS = 4_096;

  /** Beyond so many, what is left over is unclear, whatever it is. */
  private static final int MOST_EFFECTS = 4_096;

  /** Characters of texts that are written into files, for those who judge them. */
  private static final int MOST_TEXT = 128 * 1024;

  private final Set<Effect> effects = new LinkedHashSet<>();
  private final Set<Flow> flows = new LinkedHashSet<>();
  private final List<Unclear> unclear = new ArrayList<>();
  private final Map<String, Stream> written = new HashMap<>();
  private final List<Written> texts = new ArrayList<>();
  private final Map<String, String> copies = new HashMap<>();
  private int kept;
  private int commands;
  private int unfolded;
  private boolean exhausted;

  Effect add(Effect effect) {
    if (effects.size() < MOST_EFFECTS) {
      effects.add(effect);
    } else {
      exhausted(
          "more effects than are looked at",
          new Span(effect.origin().start(), effect.origin().end()));
    }
    return effect;
  }

  /** All that was found so far. */
  List<Effect> effects() {
    return List.copyOf(effects);
  }

  /** Remembers that a file is another name for a program. */
  void copied(String path, String program) {
    copies.put(path, program);
  }

  /** The program that this file is a copy of, or null. */
  @Nullable String copied(String path) {
    return copies.get(path);
  }

  /** Whether nothing more is kept: what is left over is unclear already. */
  boolean isFull() {
    return effects.size() >= MOST_EFFECTS && exhausted;
  }

  /** How many effects there are so far. */
  int size() {
    return effects.size();
  }

  /** Whether a program ran since then, and nothing but looking was seen of it. */
  boolean onlyLookedSince(int before) {
    List<Effect> since = effects.stream().skip(before).toList();
    return since.stream().anyMatch(Effect.Run.class::isInstance)
        && since.stream().allMatch(Findings::isLook);
  }

  private static boolean isLook(Effect effect) {
    return switch (effect.name()) {
      case RUN, FILE_LIST, SYSTEM_READ, PROCESS_LIST, CONTAINER_READ, CLUSTER_READ -> true;
      case FILE_READ -> effect instanceof Effect.File file && isOrdinary(file.target());
      default -> false;
    };
  }

  private static boolean isOrdinary(Target target) {
    return target.pathClass() == PathClass.WORKSPACE
        || target.pathClass() == PathClass.TEMPORARY
        || target.pathClass() == PathClass.SYSTEM
        || target.pathClass() == PathClass.GIT_METADATA;
  }

  void flow(EffectName name, Effect from, Effect to, String channel) {
    if (flows.size() < MOST_EFFECTS) {
      flows.add(new Flow(name, from, to, channel));
    } else {
      exhausted("more flows than are looked at", new Span(to.origin().start(), to.origin().end()));
    }
  }

  void unclear(String reason, Span span) {
    unclear.add(new Unclear(reason, span.start(), span.end()));
  }

  /** Whether one more command may be looked at; when not, the rest of the line is unclear. */
  boolean mayGoOn(Span span) {
    if (++commands <= MOST_COMMANDS) {
      return true;
    }
    exhausted("more commands than are looked at", span);
    return false;
  }

  /** Whether one more word may be unfolded; when not, what it stands for is unclear. */
  boolean mayUnfold(Span span) {
    if (unfolded <= MOST_WORDS) {
      return true;
    }
    exhausted("more words than are unfolded", span);
    return false;
  }

  /** Counts what one word was unfolded to. */
  void unfolded(int words) {
    unfolded += words;
  }

  /** No more of them than are looked at; that there were more is unclear from then on. */
  <T> List<T> limited(List<T> all, String what, Span span) {
    if (all.size() <= MOST_WORDS) {
      return all;
    }
    exhausted("more " + what + " than are looked at", span);
    return all.subList(0, MOST_WORDS);
  }

  private void exhausted(String reason, Span span) {
    if (!exhausted) {
      exhausted = true;
      unclear(reason, span);
    }
  }

  /** Remembers what this line itself writes into a file. */
  void wrote(String path, Stream content, boolean added, Origin origin) {
    String text = content.text();
    if (text != null && !text.isBlank()) {
      kept += Math.max(text.length(), 300);
      if (kept < MOST_TEXT) {
        texts.add(new Written(path, Marks.show(text), added, origin));
      } else {
        exhausted("more texts than are looked at", new Span(origin.start(), origin.end()));
      }
    }
    Stream before = written.get(path);
    if (!added) {
      written.put(path, content);
    } else {
      written.put(path, (before == null ? Stream.unknown(List.of()) : before).then(content));
    }
  }

  @Nullable Stream written(String path) {
    return written.get(path);
  }

  ShellAnalysis result() {
    return new ShellAnalysis(List.copyOf(effects), List.copyOf(flows), unclear, texts);
  }
}
