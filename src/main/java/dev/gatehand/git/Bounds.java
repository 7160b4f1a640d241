package dev.gatehand.git;

/**
 * How much of a workspace Gatehand looks at. The sandbox can make a terabyte file or a million
 * files for nothing; without a bound, it would be Gatehand that pays for them.
 *
 * @param files entries of a tree, and entries of a workspace that are no ignored ones
 * @param depth folders inside folders
 * @param fileBytes a larger file is left out of snapshots; forges take none above 100 MB
 * @param totalBytes read anew for one snapshot
 */
record Bounds(int files, int depth, int fileBytes, long totalBytes) {
  static final Bounds USUAL = new Bounds(500_000, 100, 64 << 20, 1L << 30);
}
