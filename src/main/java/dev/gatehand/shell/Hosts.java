package dev.gatehand.shell;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts in addresses. */
final class Hosts {
  /**
   * Ports where a machine's own daemons hand out containers, secrets or clusters to whoever asks:
   * there, loopback is no harmless place, and the port stays part of the name.
   */
  private static final Set<String> DAEMONS =
      Set.of(
          "2375", "2376", "2377", "2379", "2380", "4243", "4646", "6443", "8001", "8200", "8201",
          "8300", "8500", "8501", "9901", "10250", "10255", "10256", "10259", "16443");

  private Hosts() {}

  /** The host of an address, lower case; {@code ?} if it is not known. */
  static String of(String address) {
    String text = address;
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      text = text.substring(scheme + 3);
    }
    int end = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        end = i;
        break;
      }
    }
    text = text.substring(0, end);
    text = text.substring(text.lastIndexOf('@') + 1);
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      text = close > 0 ? text.substring(0, close + 1) : text;
    } else {
      int colon = text.indexOf(':');
      String port = colon >= 0 ? text.substring(colon + 1) : "";
      text = colon >= 0 && !DAEMONS.contains(port) ? text.substring(0, colon) : text;
    }
    return text.isEmpty() || !Marks.isKnown(text) ? "?" : text.toLowerCase(Locale.ROOT);
  }

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** Whether nothing that goes there leaves the machine. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || LOOPBACK.matcher(host).matches()
        || host.equals("[::1]")
        || host.equals("0.0.0.0");
  }

  /** Ports that people give to what they are just working on; stores of data have others. */
  private static final Pattern TRIED =
      Pattern.compile(
          "^(?:https?://)?[^/:]{1,80}:(?:[\uE000\uE001]+|3\\d{3}|4[02]\\d{2}|5000|5173|80[0-8]\\d|8443|8888)(?:/.*)?$");

  static boolean isTried(String address) {
    return TRIED.matcher(address).matches();
  }

  /** Whether only this machine can reach what listens there. */
  static boolean isOwn(String host) {
    return isLoopback(host) && !host.equals("0.0.0.0");
  }

  /** The host of {@code host:path} or an rsync address, or null for a path of this machine. */
  static @Nullable String remote(String text) {
    if (text.contains("://")) {
      return of(text);
    }
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    if (colon <= 0 || (slash >= 0 && slash < colon)) {
      return null;
    }
    return of(text.substring(0, colon));
  }
}
