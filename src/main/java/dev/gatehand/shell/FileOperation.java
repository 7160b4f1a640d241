package dev.gatehand.shell;

/** What is done to a file. */
public enum FileOperation {
  READ(EffectName.FILE_READ),
  /** Name, size, dates, existence; not the content. */
  LIST(EffectName.FILE_LIST),
  /** Creates it or replaces what is in it. */
  WRITE(EffectName.FILE_WRITE),
  APPEND(EffectName.FILE_APPEND),
  TRUNCATE(EffectName.FILE_TRUNCATE),
  DELETE(EffectName.FILE_DELETE),
  /** Away from this path. */
  MOVE(EffectName.FILE_MOVE),
  LINK(EffectName.FILE_LINK),
  /** Mode, owner, dates, attributes. */
  METADATA(EffectName.FILE_METADATA),
  /** Runs it, or runs what is in it. */
  EXECUTE(EffectName.FILE_EXECUTE);

  private final EffectName effect;

  FileOperation(EffectName effect) {
    this.effect = effect;
  }

  EffectName effect() {
    return effect;
  }
}
