package dev.gatehand.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import java.util.List;
import java.util.function.Function;

/**
 * Records as JSON, in ASCII, so that whatever people and models write survives both databases. What
 * a later release added is ignored, what an earlier one did not have is read as empty.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(names())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .withConfigOverride(String.class, Json::emptyIfMissing)
          .withConfigOverride(List.class, Json::emptyIfMissing)
          .build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be stored: " + value.getClass(), e);
    }
  }

  static <T> T read(Class<T> type, String data) {
    try {
      return MAPPER.readValue(data, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a stored %s cannot be read: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  private static void emptyIfMissing(MutableConfigOverride type) {
    type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  private static SimpleModule names() {
    var module = new SimpleModule();
    asText(module, GitId.class, GitId::new);
    asText(module, AskId.class, AskId::new);
    asText(module, TaskId.class, TaskId::new);
    asText(module, RepoRef.class, RepoRef::of);
    return module;
  }

  private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> reader) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(
        type,
        new FromStringDeserializer<T>(type) {
          @Override
          protected T _deserialize(String value, DeserializationContext context) {
            return reader.apply(value);
          }
        });
  }
}
