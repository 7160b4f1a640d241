package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks carry no data. db-scheduler's own way would deserialise Java objects out of the database:
 * whoever can write a row there could run code here.
 */
final class NoPayload implements Serializer {
  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return null;
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    return null;
  }
}
