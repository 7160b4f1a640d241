package dev.gatehand.web;

/**
 * Who stands at the door, as far as the request says; every part but the peer and the port was
 * chosen by the caller, who may be a hostile page in an operator's browser. Absent headers are
 * empty.
 *
 * @param path as it was sent, without the query
 * @param port on which the connection came in
 * @param loopback whether the peer is this machine
 * @param forwarded whether a proxy says that it speaks for somebody else
 * @param length of the body as announced, -1 if it was not
 */
record Knock(
    String method,
    String path,
    String host,
    String origin,
    String fetchSite,
    String contentType,
    long length,
    int port,
    boolean loopback,
    boolean forwarded,
    Credential credential) {

  /** What the caller shows. */
  enum Credential {
    NONE,
    /** A cookie that we signed: the browser sends it by itself, whoever made it ask. */
    COOKIE,
    /** The token in a header: no page of somebody else's can set it. */
    TOKEN
  }

  boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  boolean to(String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
