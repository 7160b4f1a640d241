package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.RepoRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Calls about one repository each, with the token for it. */
final class Api {
  private static final int UNAUTHORIZED = 401;
  private final Wire wire;
  private final Identity identity;
  private final Attachments attachments;

  Api(Wire wire, Identity identity) {
    this.wire = wire;
    this.identity = identity;
    this.attachments = new Attachments(wire);
  }

  static ObjectNode object() {
    return Answer.JSON.createObjectNode();
  }

  Answer get(RepoRef repository, String path, Call.Weight weight) {
    return with(repository, pass -> Call.get(address(repository, path), pass, weight));
  }

  /** The answer, or empty when it is not there. */
  Optional<JsonNode> find(RepoRef repository, String path, String what, Call.Weight weight) {
    Answer answer = get(repository, path, weight);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, what);
    }
    return Optional.of(answer.json());
  }

  JsonNode need(RepoRef repository, String path, String what, Call.Weight weight) {
    Answer answer = get(repository, path, weight);
    if (!answer.isGood()) {
      throw Refused.of(answer, what);
    }
    return answer.json();
  }

  List<JsonNode> all(RepoRef repository, String path, Call.Weight weight) {
    return Pages.each(wire, address(repository, path), identity.pass(repository), weight);
  }

  /** The entries from a page on whose address GitHub gave. */
  List<JsonNode> rest(RepoRef repository, String address, Call.Weight weight) {
    return Pages.each(wire, address, identity.pass(repository), weight);
  }

  Answer send(RepoRef repository, String method, String path, JsonNode body, Call.Weight weight) {
    return with(
        repository, pass -> Call.send(method, address(repository, path), body, pass, weight));
  }

  JsonNode change(
      RepoRef repository,
      String method,
      String path,
      JsonNode body,
      String what,
      Call.Weight weight) {
    Answer answer = send(repository, method, path, body, weight);
    if (!answer.isGood()) {
      throw Refused.of(answer, what);
    }
    return answer.json();
  }

  /** Something that is no repository's, asked with the token for one. */
  Answer elsewhere(RepoRef repository, String address, Call.Weight weight) {
    return with(repository, pass -> Call.get(address, pass, weight));
  }

  /** An image that is attached to a thread of this repository. */
  Optional<byte[]> image(RepoRef repository, String address, int most) {
    return attachments.image(address, identity.pass(repository), most);
  }

  /** GraphQL: a question, although it is posted. */
  Answer graph(RepoRef repository, String query, ObjectNode variables, Call.Weight weight) {
    ObjectNode body = object().put("query", query);
    body.set("variables", variables);
    return with(
        repository, pass -> Call.send("POST", wire.endpoint().graphql(), body, pass, weight));
  }

  /** The end of a text at an address that GitHub gave, see {@link Wire#tail}. */
  String tail(URI address, int most) {
    return wire.tail(address, most);
  }

  private Answer with(RepoRef repository, java.util.function.Function<Call.Pass, Call> call) {
    Answer answer = wire.send(call.apply(identity.pass(repository)));
    if (answer.status() != UNAUTHORIZED) {
      return answer;
    }
    // Taken back before its time: a 401 says that nothing was done, so a change can be sent again.
    identity.expired(repository);
    return wire.send(call.apply(identity.pass(repository)));
  }

  private static String address(RepoRef repository, String path) {
    return "/repos/" + repository + path;
  }
}
