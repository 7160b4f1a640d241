package dev.gatehand.web;

import java.util.HashMap;
import java.util.Map;

/** As {@link DemoProfile}, with a token. */
public class LockedProfile extends DemoProfile {
  static final String TOKEN = "correct-horse-battery-staple";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
    overrides.put("gatehand.web.token", TOKEN);
    return overrides;
  }
}
