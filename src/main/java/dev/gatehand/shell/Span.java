package dev.gatehand.shell;

/**
 * A piece of the text that was read.
 *
 * @param start offset of its first UTF-16 unit
 * @param end offset after its last one; equal to {@code start} for what is not written but implied
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /** The piece itself, as it is written in the text that was read. */
  public String of(String source) {
    return source.substring(start, end);
  }

  /** Whether the other lies inside this one. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
