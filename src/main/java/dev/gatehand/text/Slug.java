package dev.gatehand.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The readable part of a branch's name. Titles come from strangers, and branch names end up in
 * shell commands of other people's workflows: so only {@code [a-z0-9-]}, never an option, never
 * empty.
 */
public record Slug(String value) {
  private static final int LONGEST = 40;
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  public Slug {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a slug: " + Visible.path(value));
    }
  }

  /** The slug of any text; {@code change} when nothing of it can be kept. */
  public static Slug of(String text) {
    String plain =
        Normalizer.normalize(text.substring(0, Math.min(400, text.length())), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("['’]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = trim(plain);
    if (cut.length() > LONGEST) {
      int word = cut.lastIndexOf('-', LONGEST);
      cut = trim(cut.substring(0, word > LONGEST / 2 ? word : LONGEST));
    }
    return new Slug(cut.isEmpty() ? "change" : cut);
  }

  private static String trim(String text) {
    return text.replaceAll("^-+|-+$", "");
  }

  @Override
  public String toString() {
    return value;
  }
}
