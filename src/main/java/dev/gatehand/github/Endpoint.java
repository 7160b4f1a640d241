package dev.gatehand.github;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a GitHub is: github.com, or an Enterprise server ({@code https://HOST/api/v3}).
 *
 * @param api of the REST API, without a slash at its end
 * @param graphql of the GraphQL API
 * @param web where people read threads, without a slash at its end
 */
public record Endpoint(String api, String graphql, String web) {
  public static final String PUBLIC = "https://api.github.com";

  /** Where github.com keeps the logs of its CI, which come and go by other names. */
  private static final List<String> STORES =
      List.of(".blob.core.windows.net", ".githubusercontent.com");

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
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean known = STORES.stream().anyMatch(host::endsWith);
    boolean plain = address.getPort() == -1 && address.getUserInfo() == null;
    return api.equals(PUBLIC) && known && plain && "https".equals(address.getScheme());
  }

  /** The page of a thread; GitHub sends on from an issue to the pull request of its number. */
  String page(ThreadRef thread) {
    return web + "/" + thread.repository() + "/issues/" + thread.number();
  }

  String page(RepoRef repository) {
    return web + "/" + repository;
  }
}
