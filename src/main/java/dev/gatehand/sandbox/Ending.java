package dev.gatehand.sandbox;

/** Why a command is over. */
enum Ending {
  /** By itself. */
  FINISHED(""),
  OUT_OF_TIME("it took longer than %2$d s"),
  TOO_MUCH_OUTPUT("it wrote more than %1$d MB of output"),
  TOO_MUCH_MEMORY("it used more than %3$d MB of memory"),
  MACHINE_FULL("this machine has almost no memory or disk left");

  static final int TIMED_OUT = 124;
  static final int KILLED = 137;

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  /** The last line of the output, for the agent: what killed the command. */
  String line(long outputMegabytes, long seconds, long memoryMegabytes) {
    return "\n[killed: " + words.formatted(outputMegabytes, seconds, memoryMegabytes) + "]\n";
  }
}
