package dev.gatehand.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Takes the fingerprint of an action in its situation. Every field is written with its length in
 * front, so that no two different actions give the same bytes: with plain joining, a command could
 * be chosen that reads like another one plus its directory.
 */
final class Fingerprints {
  /** Changes whenever what goes in changes: an approval never crosses a version. */
  private static final String VERSION = "gatehand-fingerprint-1";

  private final MessageDigest sha;

  private Fingerprints() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Fingerprint of(Action action, Situation situation) {
    var out = new Fingerprints();
    out.text(VERSION)
        .text(situation.repository())
        .text(situation.task().value())
        .text(situation.workspace())
        .text(situation.directory())
        .text(situation.tree())
        .text(situation.policy().digest())
        .text(situation.containment().name())
        .text(situation.timeLimit().toString())
        .text(situation.stage().name())
        .number(situation.policy().sandbox().network().size());
    situation.policy().sandbox().network().forEach(out::text);
    out.action(action);
    return new Fingerprint(HexFormat.of().formatHex(out.sha.digest()));
  }

  /**
   * What the Judge is asked, as far as its answer depends on it: the action where it stands, what
   * people asked for, and whether something tried to steer the agent.
   */
  static String question(Action action, Situation situation) {
    var out = new Fingerprints();
    CaseFile file = situation.docket().file();
    out.text(of(action, situation).value()).text(String.valueOf(file.suspicious()));
    out.number(file.request().size());
    file.request().forEach(said -> out.text(said.by()).text(said.command()).text(said.words()));
    return HexFormat.of().formatHex(out.sha.digest());
  }

  /** The same without tree, time and place: what is the same when an action is tried again. */
  static String subject(Action action) {
    var out = new Fingerprints();
    out.action(action);
    return HexFormat.of().formatHex(out.sha.digest());
  }

  private void action(Action action) {
    switch (action) {
      case Action.Read(String path, int fromLine, int lines) ->
          text("read").text(path).number(fromLine).number(lines);
      case Action.Search(String pattern, String path) -> text("search").text(pattern).text(path);
      case Action.Edit(String path, FileState before, FileState after) ->
          text("edit").text(path).state(before).state(after);
      case Action.Run(String command) -> text("run").text(command);
      case Action.Commit(String message) -> text("commit").text(message);
      case Action.Publish publish -> {
        text("publish").text(publish.repository()).text(publish.branch()).text(publish.expected());
        number(publish.commits().size());
        publish.commits().forEach(this::text);
        text(publish.trust().name()).text(publish.target());
        text(publish.into().getClass().getSimpleName());
      }
      case Action.Finish(String summary) -> text("finish").text(summary);
    }
  }

  private Fingerprints state(FileState state) {
    return switch (state) {
      case FileState.Missing _ -> text("missing");
      case FileState.Unknown _ -> text("unknown");
      case FileState.Present present ->
          text("present").text(present.mode().name()).bytes(present.content());
    };
  }

  private Fingerprints text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private Fingerprints number(int number) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    return this;
  }

  private Fingerprints bytes(byte[] bytes) {
    number(bytes.length);
    sha.update(bytes);
    return this;
  }
}
