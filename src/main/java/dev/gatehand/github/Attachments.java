package dev.gatehand.github;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Images that people attached to threads. The author of an issue chooses the address, and may want
 * this process to knock at a door inside its network, to send its token somewhere, to tell them
 * that it works, or to wait and to swallow without end: so nothing is asked but GitHub's own places
 * for attachments, each step of a redirect is looked at like the first, and time and size end.
 */
final class Attachments {
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> NOT_FOR_TOKEN = Set.of(401, 403, 404);
  private static final int MOST_MOVES = 2;

  private final Wire wire;

  Attachments(Wire wire) {
    this.wire = wire;
  }

  /** Empty when it is none of GitHub's, or cannot be had now. */
  Optional<byte[]> image(String written, Call.Pass pass, int most) {
    Optional<URI> address = parsed(written).filter(wire.endpoint()::attachesAt);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (!wire.endpoint().isServers(address.get())) {
      return fetched(address.get(), "", most);
    }
    // The token opens what is attached to private repositories. What is public may be refused to a
    // token that was given for something else: then it is asked for as anybody would.
    Optional<HttpResponse<byte[]>> answer =
        wire.attachment(address.get(), pass.authorization(), most);
    boolean refused = answer.filter(it -> NOT_FOR_TOKEN.contains(it.statusCode())).isPresent();
    return refused ? fetched(address.get(), "", most) : followed(address.get(), answer, most);
  }

  private Optional<byte[]> fetched(URI address, String authorization, int most) {
    return followed(address, wire.attachment(address, authorization, most), most);
  }

  /** Along redirects no token goes, not even back to GitHub itself. */
  private Optional<byte[]> followed(URI from, Optional<HttpResponse<byte[]>> first, int most) {
    URI at = from;
    Optional<HttpResponse<byte[]>> answer = first;
    for (int moves = 0; moves < MOST_MOVES && answer.filter(this::isMoved).isPresent(); moves++) {
      Optional<URI> next =
          answer
              .get()
              .headers()
              .firstValue("location")
              .flatMap(Attachments::parsed)
              .map(at::resolve)
              .filter(wire.endpoint()::sendsAttachmentsTo);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      answer = wire.attachment(at, "", most);
    }
    return answer
        .filter(it -> it.statusCode() == 200)
        .map(HttpResponse::body)
        .filter(bytes -> bytes.length <= most);
  }

  private boolean isMoved(HttpResponse<byte[]> answer) {
    return MOVED.contains(answer.statusCode());
  }

  private static Optional<URI> parsed(String address) {
    try {
      return Optional.of(URI.create(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
