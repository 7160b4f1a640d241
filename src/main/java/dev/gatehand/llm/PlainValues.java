package dev.gatehand.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain Java values, the form in which calls travel; nulls are left out. */
final class PlainValues {
  private PlainValues() {}

  static Map<String, Object> of(JsonNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                values.put(entry.getKey(), value(entry.getValue()));
              }
            });
    return values;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> of(node);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        node.forEach(
            item -> {
              if (!item.isNull()) {
                items.add(value(item));
              }
            });
        yield List.copyOf(items);
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? node.longValue()
              : (Object) node.doubleValue();
      case STRING, BINARY, MISSING, NULL, POJO -> node.asText();
    };
  }
}
