package dev.gatehand.workspace;

/** What came of a performed action, as the model reads it. Text from tools is hostile. */
public record Observation(String text, boolean failed) {}
