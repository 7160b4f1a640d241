package dev.gatehand.shell;

import java.util.List;

/** Says what a command line would do. Stateless and pure; safe for use by many threads. */
public final class ShellAnalyzer {

  /**
   * Reads a command line as bash would and says what it would do. Never fails: what is not
   * understood is in {@link ShellAnalysis#unclear} or an opaque effect.
   *
   * @param workspace absolute path of the workspace as commands see it
   * @param directory absolute working directory as commands see it
   */
  public ShellAnalysis analyze(String command, String workspace, String directory) {
    return new ShellAnalysis(
        List.of(),
        List.of(),
        List.of(new Unclear("the shell reader is not there yet", 0, command.length())));
  }
}
