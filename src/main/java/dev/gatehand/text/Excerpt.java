package dev.gatehand.text;

/** Head and tail of a long text: what something is stands first, how it ended stands last. */
public final class Excerpt {
  private Excerpt() {}

  /**
   * Two thirds of the letters from the head, one from the tail, whole characters only.
   *
   * @param between what stands between them
   */
  public static String of(String text, int letters, String between) {
    if (text.length() <= letters) {
      return text;
    }
    int head = whole(text, letters * 2 / 3);
    int tail = whole(text, text.length() - letters / 3);
    return text.substring(0, head) + between + text.substring(tail);
  }

  /** Not in the middle of a pair of surrogates. */
  private static int whole(String text, int at) {
    return at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
