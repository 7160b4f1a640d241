package dev.gatehand.shell;

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
    Reading reading = ShellReader.read(command);
    Walk walk = new Walk(new Locations(workspace));
    Scope scope = new Scope(directory);
    Span whole = new Span(0, command.length());
    Stream out =
        walk.script(reading.script(), new Frame(scope, Context.of(command), whole, Stream.NONE));
    Flows.shown(walk, out.sources());
    RemoteShell.look(walk.findings);
    if (reading instanceof Reading.Unclear unclear) {
      int at = Math.min(unclear.at(), command.length());
      walk.findings.unclear(unclear.reason(), new Span(at, command.length()));
    }
    return walk.findings.result();
  }
}
