package dev.gatehand.model;

/**
 * A tool as it is offered to a model.
 *
 * @param schema JSON Schema of its input
 */
public record ToolSpec(String name, String description, String schema) {}
