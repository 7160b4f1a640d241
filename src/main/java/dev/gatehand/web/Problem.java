package dev.gatehand.web;

/** A request that cannot be answered as asked; the sentence is for people. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Problem(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
