package dev.gatehand.policy;

/** How work leaves: whether pull requests open as drafts. */
public record Publishing(boolean draft) {}
