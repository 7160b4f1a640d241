package dev.gatehand.loopback;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Git over HTTP at {@code /owner/name.git}: a token in place of a password, reading for who may
 * read, pushing for who may write, and never to a protected branch.
 */
final class SmartHttp {
  private final Site site;
  private final Pulling pulling;

  SmartHttp(Site site, Pulling pulling) {
    this.site = site;
    this.pulling = pulling;
  }

  static boolean isGit(String path) {
    return path.contains(".git/");
  }

  void answer(HttpExchange exchange, String path) throws IOException {
    int end = path.indexOf(".git/");
    String[] names = path.substring(1, end).split("/", -1);
    String rest = path.substring(end + ".git/".length());
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    boolean push = rest.equals("git-receive-pack") || query.contains("git-receive-pack");
    Repo repo;
    Token token;
    synchronized (site) {
      token = token(exchange.getRequestHeaders().getFirst("Authorization"));
      repo = names.length == 2 ? site.repo(names[0], names[1]).orElse(null) : null;
      int refused = refusal(repo, token, push);
      if (refused != 0) {
        refuse(exchange, refused);
        return;
      }
    }
    serve(exchange, rest, push, repo, token);
  }

  private Token token(String header) {
    if (header == null || !header.startsWith("Basic ")) {
      return null;
    }
    String pair =
        new String(
            Base64.getDecoder().decode(header.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    Token token = site.tokens.get(pair.substring(pair.indexOf(':') + 1));
    boolean over =
        token == null
            || (token.expires() != null && !site.clock.instant().isBefore(token.expires()));
    return over ? null : token;
  }

  /** What is refused is not there, for who may not see it; 0: go on. */
  private int refusal(Repo repo, Token token, boolean push) {
    Need need = push ? Need.write(Access.WRITE, "contents") : Need.read("contents");
    try {
      if (repo == null) {
        throw Refused.notFound();
      }
      if (push && token != null && pulling.isOpenToMaintainers(repo, "", token)) {
        return 0;
      }
      need.check(token, repo);
      return 0;
    } catch (Refused refused) {
      return token == null ? 401 : refused.answer().status();
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    if (status == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitHub\"");
    }
    byte[] text =
        (status == 403 ? "Write access to repository not granted." : "Repository not found.")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }

  private void serve(HttpExchange exchange, String rest, boolean push, Repo repo, Token token)
      throws IOException {
    String service = push ? "git-receive-pack" : "git-upload-pack";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String type;
    try (Repository git = site.folder(repo).open()) {
      if (rest.equals("info/refs")) {
        type = "application/x-" + service + "-advertisement";
        advertise(exchange, git, service, push, out);
      } else if (rest.equals(service)) {
        type = "application/x-" + service + "-result";
        InputStream in = body(exchange);
        if (push) {
          receive(git, repo, token, in, out);
        } else {
          UploadPack upload = upload(exchange, git);
          upload.upload(in, out, null);
        }
      } else {
        refuse(exchange, 404);
        return;
      }
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, out.size() == 0 ? -1 : out.size());
    out.writeTo(exchange.getResponseBody());
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static UploadPack upload(HttpExchange exchange, Repository git) {
    UploadPack upload = new UploadPack(git);
    upload.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(List.of(protocol.split(":")));
    }
    return upload;
  }

  private static void advertise(
      HttpExchange exchange,
      Repository git,
      String service,
      boolean push,
      ByteArrayOutputStream out)
      throws IOException {
    PacketLineOut lines = new PacketLineOut(out);
    if (push) {
      lines.writeString("# service=" + service + "\n");
      lines.end();
      ReceivePack receive = new ReceivePack(git);
      receive.setBiDirectionalPipe(false);
      receive.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    } else {
      upload(exchange, git).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), service);
    }
  }

  private void receive(
      Repository git, Repo repo, Token token, InputStream in, ByteArrayOutputStream out)
      throws IOException {
    ReceivePack receive = new ReceivePack(git);
    receive.setBiDirectionalPipe(false);
    receive.setAllowNonFastForwards(true);
    receive.setPreReceiveHook((pack, commands) -> commands.forEach(it -> check(repo, token, it)));
    receive.setPostReceiveHook((pack, commands) -> commands.forEach(it -> tell(repo, token, it)));
    receive.receive(in, out, null);
  }

  private void check(Repo repo, Token token, ReceiveCommand command) {
    String name = command.getRefName();
    synchronized (site) {
      if (!mayWrite(repo, token)
          && !pulling.isOpenToMaintainers(repo, Repository.shortenRefName(name), token)) {
        command.setResult(Result.REJECTED_OTHER_REASON, "permission denied");
      } else if (name.startsWith("refs/pull/")) {
        command.setResult(Result.REJECTED_OTHER_REASON, "deny updating a hidden ref");
      } else if (repo.protectedBranches.contains(Repository.shortenRefName(name))) {
        command.setResult(Result.REJECTED_OTHER_REASON, "protected branch hook declined");
      } else if (token.ofInstallation()
          && !token.grants("workflows", Token.Level.WRITE)
          && command.getType() != ReceiveCommand.Type.DELETE
          && touchesWorkflows(repo, command)) {
        command.setResult(
            Result.REJECTED_OTHER_REASON,
            "refusing to allow a GitHub App to create or update workflow without `workflows`"
                + " permission");
      }
    }
  }

  private static boolean mayWrite(Repo repo, Token token) {
    return token.ofInstallation()
        ? token.reaches(repo) && token.grants("contents", Token.Level.WRITE)
        : repo.accessOf(token.user()).atLeast(Access.WRITE);
  }

  /** Compared with the default branch: a workflow that is there already may be pushed along. */
  private boolean touchesWorkflows(Repo repo, ReceiveCommand command) {
    return site.tip(repo, repo.defaultBranch)
        .map(
            base ->
                site.folder(repo)
                    .differsUnder(".github/workflows", base, command.getNewId().name()))
        .orElse(false);
  }

  private void tell(Repo repo, Token token, ReceiveCommand command) {
    if (command.getResult() != Result.OK || !command.getRefName().startsWith(Constants.R_HEADS)) {
      return;
    }
    synchronized (site) {
      pulling.pushed(
          repo,
          token.user(),
          Repository.shortenRefName(command.getRefName()),
          command.getOldId().name(),
          command.getNewId().name());
    }
  }
}
