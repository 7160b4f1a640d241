package dev.gatehand.git;

/**
 * What the kernel says about a directory entry, its links not followed.
 *
 * @param mode type and permission bits as in {@code stat(2)}
 * @param modified nanoseconds since 1970; whoever owns the file can set it to anything
 * @param changed nanoseconds since 1970; only the kernel sets it
 */
record Stat(int mode, long size, long inode, long device, long modified, long changed) {
  boolean isFolder() {
    return (mode & 0170000) == 0040000;
  }

  boolean isFile() {
    return (mode & 0170000) == 0100000;
  }

  boolean isLink() {
    return (mode & 0170000) == 0120000;
  }

  boolean isExecutable() {
    return (mode & 0100) != 0;
  }
}
