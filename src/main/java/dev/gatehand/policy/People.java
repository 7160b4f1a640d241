package dev.gatehand.policy;

import java.time.Duration;
import java.util.List;

/**
 * Who may ask for work and who may answer.
 *
 * @param command least role that starts, stops or steers a task
 * @param approve least role that answers an ask
 * @param secondPerson whether an ask must be answered by somebody who took no part in the task
 * @param askDeadline how long an ask waits for its answer
 * @param bots numeric ids of the bots that may command; a bot that is not named here is ignored
 */
public record People(
    Role command, Role approve, boolean secondPerson, Duration askDeadline, List<Long> bots) {
  public People {
    bots = List.copyOf(bots);
  }
}
