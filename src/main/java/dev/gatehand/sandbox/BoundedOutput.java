package dev.gatehand.sandbox;

import java.io.ByteArrayOutputStream;

/**
 * Keeps the head and the tail of a stream of any length. A command can write gigabytes a second;
 * what is kept is bounded, and the middle is counted.
 */
final class BoundedOutput {
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final int headSize;
  private final int tailSize;
  private byte[] tail = {};
  private long total;

  BoundedOutput(int kept) {
    headSize = kept / 2;
    tailSize = Math.max(1, kept - headSize);
  }

  synchronized void add(byte[] bytes, int count) {
    int toHead = Math.min(count, headSize - head.size());
    head.write(bytes, 0, toHead);
    if (toHead < count && tail.length == 0) {
      // Most commands print little: many run at once, and few need this.
      tail = new byte[tailSize];
    }
    int from = Math.max(toHead, count - tailSize);
    long position = total + from - headSize;
    for (int i = from; i < count; i++) {
      tail[(int) (position++ % tail.length)] = bytes[i];
    }
    total += count;
  }

  synchronized long total() {
    return total;
  }

  synchronized long dropped() {
    return Math.max(0, total - headSize - tailSize);
  }

  /** What is kept, made harmless, with a line that says how much is missing. */
  synchronized String text() {
    if (dropped() == 0) {
      return PlainText.of(joined());
    }
    return PlainText.of(head.toByteArray())
        + "\n[... "
        + dropped()
        + " bytes of output are not kept ...]\n"
        + PlainText.of(tailInOrder());
  }

  private byte[] joined() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toByteArray());
    all.writeBytes(tailInOrder());
    return all.toByteArray();
  }

  private byte[] tailInOrder() {
    long inTail = Math.max(0, total - headSize);
    int length = (int) Math.min(inTail, tailSize);
    byte[] ordered = new byte[length];
    for (int i = 0; i < length; i++) {
      ordered[i] = tail[(int) ((inTail - length + i) % tail.length)];
    }
    return ordered;
  }
}
