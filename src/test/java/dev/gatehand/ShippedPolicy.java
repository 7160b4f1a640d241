package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.text.Template;
import java.util.Map;

/** The policy that ships, with some lines written otherwise. */
final class ShippedPolicy {
  private ShippedPolicy() {}

  /** {@code changes}: old text to new; each old text must stand there. */
  static Policy with(Map<String, String> changes) {
    String text = Template.resource("policy.yaml");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    return new PolicyReader().read(text, "policy.yaml");
  }
}
