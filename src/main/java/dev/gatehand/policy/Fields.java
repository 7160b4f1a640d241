package dev.gatehand.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A mapping of a policy file after {@link ShapeCheck} has found it right, with the table's defaults
 * filled in: a cast that fails here is a bug, not the operator's mistake.
 */
record Fields(Map<String, Object> values, int line) {

  String text(String key) {
    return (String) value(key);
  }

  boolean flag(String key) {
    return (Boolean) value(key);
  }

  long whole(String key) {
    return (Long) value(key);
  }

  int number(String key) {
    return Math.toIntExact(whole(key));
  }

  BigDecimal money(String key) {
    return (BigDecimal) value(key);
  }

  Fields fields(String key) {
    return (Fields) value(key);
  }

  <T> T as(Class<T> type, String key) {
    return type.cast(value(key));
  }

  <T> List<T> list(Class<T> type, String key) {
    return ((List<?>) value(key)).stream().map(type::cast).toList();
  }

  /** A value that the file may leave out. */
  <T> Optional<T> find(Class<T> type, String key) {
    return Optional.ofNullable(values.get(key)).map(type::cast);
  }

  private Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }
}
