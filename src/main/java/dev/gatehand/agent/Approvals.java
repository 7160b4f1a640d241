package dev.gatehand.agent;

import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Grant;
import java.util.Optional;

/** Where a grant for an approved call comes from, at the moment of its use. */
public interface Approvals {
  /** The grant that this ask's answer gives now, after everything was looked up again. */
  Optional<Grant> grantFor(AskId ask);
}
