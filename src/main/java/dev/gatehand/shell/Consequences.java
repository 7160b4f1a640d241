package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the words of a known command to its effects, as the knowledge files say. */
final class Consequences {

  static final OptionSpec HELP =
      new OptionSpec(
          "--help",
          OptionSpec.Arity.NONE,
          Role.TEXT,
          List.of(new SpecAction.Instead(EffectName.RUN, Map.of()), new SpecAction.Harmless()));

  /** {@code --dry-run} of a tool of which nobody wrote down that it has one. */
  static final OptionSpec TRIAL =
      new OptionSpec("--dry-run", OptionSpec.Arity.NONE, Role.TEXT, List.of());

  private static final Set<String> AMBIGUOUS =
      Set.of("-v", "-V", "-VV", "-h", "-?", "--version", "-version", "--info");

  private final Walk walk;
  private final Specials specials;
  private final Verbs verbs;

  Consequences(Walk walk) {
    this.walk = walk;
    this.specials = new Specials(walk);
    this.verbs = new Verbs(walk);
  }

  /** What the actions that apply add up to. */
  static final class Outcome {
    /** Those that the command has anyway, or what stands instead of them. */
    List<SpecAction.Add> own = List.of();

    /** Further ones. */
    final List<SpecAction.Add> effects = new ArrayList<>();

    final Map<String, String> attributes = new LinkedHashMap<>();
    List<SpecAction.OperandSpec> roles = List.of();
    boolean harmless;

    /** The knowledge file has said what this subcommand is: its verbs need no reading. */
    boolean decided;

    boolean recursive;

    /** An option has made them operands that are deleted. */
    boolean deletes;

    final List<String> unreadable = new ArrayList<>();
  }

  Stream run(CommandSpec command, List<Arg> args, Frame frame) {
    Invocation invocation = Invocation.read(command, args);
    CommandSpec spec = invocation.spec();
    if (spec.special.startsWith("early-")) {
      Stream only = specials.run(spec, invocation, args, frame, new Outcome());
      return only == null ? Stream.NONE : only;
    }
    Outcome outcome = outcome(invocation);
    walk.findings.add(new Effect.Run(spec.program(), frame.origin()));
    for (String doubt : invocation.doubts()) {
      walk.findings.add(new Effect.Opaque(doubt, spec.name, frame.origin()));
    }
    for (String reason : outcome.unreadable) {
      walk.findings.add(new Effect.Opaque(reason, spec.name, frame.origin()));
    }
    List<Source> fetched = List.of();
    if (spec.verbs != null && !outcome.harmless && !outcome.decided) {
      fetched = verbs.read(spec, invocation, frame);
      if (invocation.operands().isEmpty() && !args.isEmpty() && outcome.effects.isEmpty()) {
        // No verb at all, but options: what they do is all that it does.
        walk.findings.add(new Effect.Opaque("unknown-subcommand", spec.name, frame.origin()));
      }
    } else if (!spec.subs.isEmpty() && !outcome.harmless && !outcome.decided) {
      missingSub(spec, invocation, frame);
    }
    if (isUnmatched(spec, invocation, outcome)) {
      walk.findings.add(new Effect.Opaque("unknown-subcommand", spec.name, frame.origin()));
    }
    Stream special = specials.run(spec, invocation, args, frame, outcome);
    int before = walk.findings.size();
    Uses uses = new Uses(walk, spec, invocation, outcome, frame);
    Stream out = uses.apply();
    if (!fetched.isEmpty()) {
      out = out.then(Stream.unknown(fetched));
    }
    boolean looks = spec.special.equals("sudo") && walk.findings.onlyLookedSince(before);
    for (SpecAction.Add each : outcome.effects) {
      SpecAction.Add effect =
          looks && each.name() == EffectName.PRIVILEGE_RAISE
              ? new SpecAction.Add(EffectName.PRIVILEGE_LOOK, Map.of())
              : each;
      Effect made = emit(effect, spec, invocation, outcome, uses, frame);
      Source.Kind kind = kind(made.name());
      if (kind != null) {
        out = out.then(Stream.unknown(List.of(new Source(kind, made))));
      }
    }
    return special != null ? special : out;
  }

  /** Subcommands that are told apart by their first word, and this is none of them. */
  private static boolean isUnmatched(CommandSpec spec, Invocation invocation, Outcome outcome) {
    return spec.effects.isEmpty()
        && spec.verbs == null
        && outcome.effects.isEmpty()
        && !outcome.harmless
        && !invocation.operands().isEmpty()
        && spec.matches.stream().anyMatch(match -> match.scope() == CommandSpec.Scope.FIRST)
        && outcome.roles.stream().allMatch(each -> each.role().kind() == Role.Kind.TEXT);
  }

  private void missingSub(CommandSpec spec, Invocation invocation, Frame frame) {
    if (invocation.operands().isEmpty() || spec.operandsMayBeAnything()) {
      return;
    }
    if (spec.is(CommandSpec.Style.TASKS)) {
      walk.findings.add(
          new Effect.Code(EffectName.CODE_PROJECT, "project", "", spec.program(), frame.origin()));
    } else {
      walk.findings.add(new Effect.Opaque("unknown-subcommand", spec.name, frame.origin()));
    }
  }

  private static Source.@Nullable Kind kind(EffectName name) {
    return switch (name) {
      case SECRET_READ, SECRET_FETCH, ENVIRONMENT_READ -> Source.Kind.SECRET;
      case NETWORK_RECEIVE -> Source.Kind.NETWORK;
      default -> null;
    };
  }

  private static Outcome outcome(Invocation invocation) {
    Outcome outcome = new Outcome();
    CommandSpec spec = invocation.spec();
    outcome.own = spec.effects;
    outcome.roles = spec.operands;
    for (Invocation.Given given : invocation.options()) {
      if (!isVersionInPassing(given, invocation)) {
        apply(given.option().actions(), outcome);
      }
    }
    for (CommandSpec each = spec; each != null; each = each.parent) {
      for (CommandSpec.Match match : each.matches) {
        boolean counts = each == spec || match.scope() == CommandSpec.Scope.VALUE;
        if (counts && fits(match, invocation)) {
          apply(match.actions(), outcome);
        }
      }
    }
    int operands = invocation.operands().size();
    for (CommandSpec.Count count : spec.counts) {
      if (!outcome.harmless && operands >= count.least() && operands <= count.most()) {
        apply(count.actions(), outcome);
      }
    }
    if (outcome.harmless) {
      // A dry run, wherever the words that would do something stand.
      outcome.effects.clear();
    } else {
      outcome.effects.addAll(outcome.own);
      tried(invocation, outcome);
    }
    return outcome;
  }

  /**
   * What is said to be only tried publishes and deletes nothing, if it is true: a doubt then, and
   * no certainty. It is no longer said when something takes it back.
   */
  private static void tried(Invocation invocation, Outcome outcome) {
    boolean said = invocation.options().stream().anyMatch(given -> given.option().equals(TRIAL));
    if (said
        && !invocation.doubts().contains("telling-option")
        && outcome.effects.removeIf(add -> actsElsewhere(add.name()))) {
      outcome.unreadable.add("dry-run");
    }
  }

  private static boolean actsElsewhere(EffectName name) {
    return switch (name) {
      case PUBLISH_PACKAGE, PUBLISH_RELEASE, PUBLISH_DEPLOY, PUBLISH_RETRACT -> true;
      case CLOUD_DELETE, CLUSTER_DELETE, STORAGE_DELETE, SERVICE_DELETE, DATABASE_DROP -> true;
      default -> false;
    };
  }

  /** {@code -v}, {@code --version 1.2}: with anything besides, it is something else. */
  private static boolean isVersionInPassing(Invocation.Given given, Invocation invocation) {
    return AMBIGUOUS.contains(given.option().name())
        && given.option().isOnlyLooking()
        && (invocation.options().size() > 1 || !invocation.operands().isEmpty());
  }

  private static void apply(List<SpecAction> actions, Outcome outcome) {
    for (SpecAction action : actions) {
      switch (action) {
        case SpecAction.Add add -> outcome.effects.add(add);
        case SpecAction.Instead instead -> {
          outcome.decided = true;
          outcome.own = List.of(new SpecAction.Add(instead.name(), instead.attributes()));
        }
        case SpecAction.Put put -> outcome.attributes.put(put.key(), put.value());
        case SpecAction.Operands operands -> {
          // Of two options, the graver says what becomes of the operands, in any order.
          if (!outcome.deletes || !operands.isHarmless()) {
            outcome.roles = operands.roles();
          }
          outcome.deletes |=
              operands.roles().stream().anyMatch(each -> each.role().kind() == Role.Kind.DELETE);
        }
        case SpecAction.Harmless _ -> outcome.harmless = true;
        case SpecAction.Recursive _ -> outcome.recursive = true;
        case SpecAction.Unreadable unreadable -> outcome.unreadable.add(unreadable.reason());
      }
    }
  }

  private static boolean fits(CommandSpec.Match match, Invocation invocation) {
    return switch (match.scope()) {
      case FIRST ->
          !invocation.operands().isEmpty()
              && fits(match.patterns(), invocation.operands().getFirst());
      case ANY -> invocation.operands().stream().anyMatch(arg -> fits(match.patterns(), arg));
      case VALUE -> {
        for (Invocation.Given given : invocation.options()) {
          Arg value = given.value();
          if (given.option().name().equals(match.option())
              && value != null
              && fits(match.patterns(), value)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  private static boolean fits(List<String> patterns, Arg arg) {
    String text = arg.text().toLowerCase(Locale.ROOT);
    for (String pattern : patterns) {
      boolean out = pattern.charAt(0) == '!';
      if (Wildcards.matches(out ? pattern.substring(1) : pattern, text)) {
        return !out;
      }
    }
    return false;
  }

  private static boolean isOwnServer(
      SpecAction.Add effect, Map<String, String> attributes, Invocation invocation) {
    return switch (effect.name()) {
      case SERVICE_DELETE, SERVICE_CHANGE ->
          invocation.operands().stream().allMatch(arg -> Hosts.isTried(arg.text()));
      case NETWORK_SEND -> true;
      case CHECK_DISABLE -> "tls".equals(attributes.get("what"));
      default -> false;
    };
  }

  private Effect emit(
      SpecAction.Add effect,
      CommandSpec spec,
      Invocation invocation,
      Outcome outcome,
      Uses uses,
      Frame frame) {
    Map<String, String> attributes = new LinkedHashMap<>(outcome.attributes);
    attributes.putAll(effect.attributes());
    if (uses.staysHere() && isOwnServer(effect, attributes, invocation)) {
      // A server on this machine is the task's own: what it is asked to do is no longer certain.
      return walk.findings.add(
          new Effect.Network(
              EffectName.NETWORK_SEND, uses.host(), "data", spec.program(), frame.origin()));
    }
    EffectName name = effect.name();
    if (name == EffectName.STORAGE_DELETE
        && spec.program().equals("rsync")
        && uses.files.mirrors()) {
      return walk.findings.add(new Effect.Opaque("overwrites", spec.name, frame.origin()));
    }
    if (name == EffectName.DATABASE_DROP && TrialDatabase.is(invocation, frame)) {
      name = EffectName.DATABASE_CHANGE;
    }
    String what =
        invocation.operands().isEmpty() ? "" : Marks.show(invocation.operands().getFirst().text());
    attributes.putIfAbsent("what", what.isEmpty() ? "?" : what);
    return Effects.make(
        walk, name, attributes, spec.program(), spec.verb(), uses.sent(), uses.host(), frame);
  }
}
