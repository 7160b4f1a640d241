package dev.gatehand.model;

import java.util.Map;

/**
 * A wish of the model.
 *
 * @param id unique in its conversation, chosen by the provider
 * @param input plain values as JSON has them: String, Long, Double, Boolean, List, Map; untrusted
 */
public record ToolCall(String id, String tool, Map<String, Object> input) {
  public ToolCall {
    input = Map.copyOf(input);
  }
}
