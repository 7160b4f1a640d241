package dev.gatehand.model;

/** What came of a call, as the model reads it. {@code failed}: it did not do what was asked. */
public record ToolResult(String callId, String text, boolean failed) {}
