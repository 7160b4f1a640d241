package dev.gatehand.policy;

import java.util.List;
import java.util.stream.Collectors;

/** The operator's mistake: the start stops, with every complaint on its own line. */
public final class PolicyInvalid extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Complaint> complaints;

  public PolicyInvalid(List<Complaint> complaints) {
    super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
    this.complaints = List.copyOf(complaints);
  }

  public List<Complaint> complaints() {
    return complaints;
  }
}
