package dev.gatehand.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Addresses among the words of a command, and what goes there. */
final class UsedNetwork {

  private final Uses uses;

  UsedNetwork(Uses uses) {
    this.uses = uses;
  }

  void remote(Arg arg, boolean from) {
    String remote = Hosts.remote(arg.text());
    if (remote == null) {
      if (from) {
        uses.files.read(arg);
      } else {
        uses.files.write(FileOperation.WRITE, arg);
      }
      return;
    }
    if (!from) {
      uses.sent = Source.join(uses.sent, uses.sources);
    }
    network(from ? EffectName.NETWORK_RECEIVE : EffectName.NETWORK_SEND, remote);
  }

  /** Addresses that more goes to than a question for a page: whole protocols are spoken in them. */
  private static final Set<String> SPOKEN =
      Set.of(
          "gopher", "gophers", "telnet", "dict", "ldap", "ldaps", "smtp", "smtps", "imap", "imaps",
          "pop3", "pop3s", "mqtt", "mqtts", "rtsp", "rtmp", "smb", "smbs", "scp", "sftp", "tftp",
          "ws", "wss");

  /** Something is fetched from an address, and what is in the address leaves. */
  void url(Arg arg) {
    uses.sent = Source.join(uses.sent, arg.sources());
    int scheme = arg.text().indexOf("://");
    String protocol = scheme < 0 ? "" : arg.text().substring(0, scheme).toLowerCase(Locale.ROOT);
    if (protocol.equals("file")) {
      uses.files.read(arg.with(arg.text().substring(scheme + 3)));
      return;
    }
    boolean out = uses.sends || !arg.sources().isEmpty();
    if (SPOKEN.contains(protocol)) {
      uses.walk.findings.add(
          new Effect.Opaque("unknown-address", uses.spec.name, uses.frame.origin()));
    }
    network(out ? EffectName.NETWORK_SEND : EffectName.NETWORK_RECEIVE, Hosts.of(arg.text()));
    kept(arg);
  }

  /** Where a file is expected: many programs fetch what is an address. */
  static boolean isAddress(String text) {
    int scheme = text.indexOf("://");
    return scheme > 1
        && scheme < 8
        && (text.startsWith("http") || text.startsWith("ftp") || text.startsWith("sftp"));
  }

  void network(EffectName name, String to) {
    uses.host = to;
    uses.elsewhere |= !Hosts.isLoopback(to);
    if (uses.outcome.harmless) {
      return;
    }
    List<Source> goes =
        name == EffectName.NETWORK_SEND ? Source.join(uses.sent, uses.sources) : uses.sources;
    Effect effect =
        uses.walk.findings.add(
            new Effect.Network(
                name,
                to,
                Flows.carries(to, goes, name == EffectName.NETWORK_SEND),
                uses.program,
                uses.frame.origin()));
    Flows.into(uses.walk, effect, goes, "argument");
    if (name != EffectName.NETWORK_SEND || uses.spec.standardInput == null) {
      uses.sources = Source.join(uses.sources, List.of(new Source(Source.Kind.NETWORK, effect)));
    }
  }

  /** {@code wget URL}, {@code curl -O URL}: it is kept under the last name of the address. */
  void kept(Arg address) {
    boolean named =
        uses.program.equals("wget")
            ? !uses.invocation.has("-O") && !uses.invocation.has("--output-document")
            : uses.invocation.has("-O") || uses.invocation.has("--remote-name");
    String text = address.text().split("[?#]", 2)[0];
    String name = text.substring(text.lastIndexOf('/') + 1);
    if (named && !name.isEmpty() && Marks.isKnown(name)) {
      Target target = Files.target(uses.walk, address.with("./" + name), uses.frame);
      uses.walk.findings.wrote(
          target.path(), Stream.unknown(uses.sources), false, uses.frame.origin());
    }
  }

  /** {@code --registry "https://host/$(whoami)"}: what is put into an address leaves with it. */
  void address(Arg arg) {
    String text = arg.text();
    int scheme = text.indexOf("://");
    if (scheme > 0 && scheme < 12 && !arg.isKnown() && !Hosts.isLoopback(Hosts.of(text))) {
      uses.walk.findings.add(
          new Effect.Opaque("unknown-address", uses.spec.name, uses.frame.origin()));
    }
  }

  void data(Arg arg, String mark) {
    String text = arg.text();
    int at = text.startsWith(mark) ? 0 : mark.length() > 1 ? text.indexOf(mark) : -1;
    uses.sent = Source.join(uses.sent, arg.sources());
    if (at >= 0) {
      String path = text.substring(at + mark.length());
      if (path.equals("-")) {
        uses.sent = Source.join(uses.sent, uses.frame.in().sources());
      } else {
        Stream in = Files.read(uses.walk, arg.with(path), uses.program, uses.frame);
        uses.sent = Source.join(uses.sent, in.sources());
      }
    }
    uses.sources = Source.join(uses.sources, uses.sent);
  }

  /** What comes in goes on to the host. */
  void forward() {
    uses.sent = Source.join(uses.sent, uses.frame.in().sources());
    Effect effect =
        uses.walk.findings.add(
            new Effect.Network(
                EffectName.NETWORK_SEND,
                uses.host,
                Flows.carries(uses.host, uses.frame.in().sources(), true),
                uses.program,
                uses.frame.origin()));
    Flows.into(uses.walk, effect, uses.frame.in().sources(), "pipe");
  }
}
