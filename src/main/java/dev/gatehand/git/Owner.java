package dev.gatehand.git;

/**
 * To whom the files of a workspace are given: the unprivileged user that a sandbox runs as.
 *
 * @param uid numeric user, -1: unchanged
 * @param gid numeric group, -1: unchanged
 */
public record Owner(int uid, int gid) {
  /** Files stay with the user that Gatehand itself runs as. */
  public static final Owner SELF = new Owner(-1, -1);
}
