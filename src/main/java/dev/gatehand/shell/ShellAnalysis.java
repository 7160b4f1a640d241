package dev.gatehand.shell;

import java.util.List;

/**
 * What a command line would do, as far as its text tells.
 *
 * @param effects in the order of the text; effects inside substitutions come before those of the
 *     command that uses them
 * @param flows between them
 * @param unclear what was not understood; if there is any, effects are still those that were seen,
 *     since bash runs the complete lines before an error
 * @param written texts that the line itself puts into files, as far as they are known
 */
public record ShellAnalysis(
    List<Effect> effects, List<Flow> flows, List<Unclear> unclear, List<Written> written) {
  public ShellAnalysis {
    effects = List.copyOf(effects);
    flows = List.copyOf(flows);
    unclear = List.copyOf(unclear);
    written = List.copyOf(written);
  }

  /** Everything was read: nothing unclear and no opaque piece. */
  public boolean isComplete() {
    return unclear.isEmpty()
        && effects.stream().noneMatch(effect -> effect.name() == EffectName.OPAQUE);
  }
}
