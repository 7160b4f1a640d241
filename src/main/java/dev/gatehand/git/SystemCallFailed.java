package dev.gatehand.git;

import java.io.IOException;

/** The operating system said no. */
final class SystemCallFailed extends IOException {
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int ENAMETOOLONG = 36;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;

  private static final long serialVersionUID = 1;

  private final int number;

  SystemCallFailed(String call, int number) {
    super(call + " failed with errno " + number);
    this.number = number;
  }

  /** The number as in {@code errno.h}. */
  int number() {
    return number;
  }

  /** Nothing stands there, or the way to it leads over a file or a link. */
  boolean isAbsence() {
    return switch (number) {
      case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG -> true;
      default -> false;
    };
  }
}
