package dev.gatehand.github;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a GitHub is: github.com, or an Enterprise server ({@code https://HOST/api/v3}).
 *
 * @param api of the REST API, without a slash at its end
 * @param graphql of the GraphQL API
 * @param web where people read threads, without a slash at its end
 */
public record Endpoint(String api, String graphql, String web) {
  public static final String PUBLIC = "https://api.github.com";

  /** Where github.com sends whoever asks for a newer attachment. */
  private static final String ATTACHMENTS_STORE =
      "github-production-user-asset-6210df.s3.amazonaws.com";

  /** Where github.com keeps the logs of its CI, which come and go by other names. */
  private static final List<String> STORES =
      List.of(".blob.core.windows.net", ".githubusercontent.com");

  /** Where github.com keeps images that people attach, besides its pages. */
  private static final Set<String> IMAGES =
      Set.of("user-images.githubusercontent.com", "private-user-images.githubusercontent.com");

  private static final Pattern ATTACHED =
      Pattern.compile("/user-attachments/assets/[0-9A-Za-z-]{1,80}");

  /** No dot leads a segment, so none leads upwards; nothing is encoded. */
  private static final Pattern PATH =
      Pattern.compile("(?:/[0-9A-Za-z_-][0-9A-Za-z._-]{0,200}){1,6}");

  private static final Pattern STORED = Pattern.compile("/storage/user" + PATH.pattern());

  /**
   * @throws IllegalArgumentException in words, when the setting is no address
   */
  public static Endpoint of(String setting) {
    String text = setting.strip().replaceAll("/+$", "");
    URI address = parsed(text);
    String origin = address.getScheme() + "://" + address.getAuthority();
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("github.com") || host.equals("www.github.com")) {
      return of(PUBLIC);
    }
    if (host.equals("api.github.com")) {
      return new Endpoint(PUBLIC, PUBLIC + "/graphql", "https://github.com");
    }
    String path = Optional.ofNullable(address.getPath()).orElse("");
    if (path.equals("/api/v3")) {
      return new Endpoint(text, origin + "/api/graphql", origin);
    }
    return new Endpoint(text, text + "/graphql", origin);
  }

  private static URI parsed(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null
          && address.getUserInfo() == null
          && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other text that is no address.
    }
    throw new IllegalArgumentException(
        "gatehand.github.endpoint is "
            + text
            + "; write the address of the REST API: https://api.github.com, or"
            + " https://HOST/api/v3 for an Enterprise server.");
  }

  /** Whether an address that the forge gave us is its own: a token goes to no other. */
  boolean owns(URI address) {
    URI own = URI.create(api);
    return own.getScheme().equalsIgnoreCase(String.valueOf(address.getScheme()))
        && own.getAuthority().equalsIgnoreCase(String.valueOf(address.getAuthority()));
  }

  /**
   * Whether GitHub keeps files there that it sends us on to, such as logs. Only these few: an
   * address in an answer must not lead this process into the network that it stands in.
   */
  boolean keepsFilesAt(URI address) {
    if (owns(address)) {
      return true;
    }
    boolean known = STORES.stream().anyMatch(host(address)::endsWith);
    return isPublic() && known && isPlain(address);
  }

  /** Whether it is where people read threads: the host to which git takes the token, too. */
  boolean isServers(URI address) {
    URI own = URI.create(web);
    return own.getScheme().equalsIgnoreCase(String.valueOf(address.getScheme()))
        && own.getAuthority().equalsIgnoreCase(String.valueOf(address.getRawAuthority()));
  }

  /**
   * Whether people's attachments are kept there. The author of an issue writes the address: a path
   * that leads anywhere else on GitHub would show them what only Gatehand's token may read.
   */
  boolean attachesAt(URI address) {
    String path = String.valueOf(address.getRawPath());
    if (address.getRawFragment() != null) {
      return false;
    }
    if (isServers(address)) {
      boolean enterprise = !isPublic() && STORED.matcher(path).matches();
      return address.getRawQuery() == null && (enterprise || ATTACHED.matcher(path).matches());
    }
    return isPublic()
        && isPlain(address)
        && IMAGES.contains(host(address))
        && PATH.matcher(path).matches();
  }

  /** Whether an attachment may be read there when GitHub sends on to it; no token goes along. */
  boolean sendsAttachmentsTo(URI address) {
    return isPublic()
        ? isPlain(address)
            && (host(address).endsWith(".githubusercontent.com")
                || host(address).equals(ATTACHMENTS_STORE))
        : attachesAt(address);
  }

  private boolean isPublic() {
    return api.equals(PUBLIC);
  }

  private static boolean isPlain(URI address) {
    return address.getPort() == -1
        && address.getUserInfo() == null
        && "https".equals(address.getScheme());
  }

  private static String host(URI address) {
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
  }

  /** The page of a thread; GitHub sends on from an issue to the pull request of its number. */
  String page(ThreadRef thread) {
    return web + "/" + thread.repository() + "/issues/" + thread.number();
  }

  String page(RepoRef repository) {
    return web + "/" + repository;
  }
}
