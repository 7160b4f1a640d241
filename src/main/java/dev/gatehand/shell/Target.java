package dev.gatehand.shell;

/**
 * A path that a command would touch.
 *
 * @param text as it was written
 * @param path absolute and without {@code .} and {@code ..}; below a home folder of unknown place
 *     it begins with {@code ~}; empty if unresolved
 * @param knowledge what {@code path} says about the real target
 * @param pathClass what it is
 * @param place where it is: one of WORKSPACE, TEMPORARY, HOME, SYSTEM, DEVICE, SINK, PROCESS, ROOT,
 *     WORKSPACE_ROOT, ELSEWHERE, UNKNOWN
 */
public record Target(
    String text, String path, PathKnowledge knowledge, PathClass pathClass, PathClass place) {}
