package dev.gatehand.shell;

/**
 * Text that a command line itself puts into a file, where all of it is known from the line.
 *
 * @param path absolute, or beginning with {@code ~}
 * @param added it is put behind what stands there
 */
public record Written(String path, String text, boolean added, Origin origin) {}
