package org.dl4jvision.layer.detection;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonAlias;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.BeanProperty;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.deser.ContextualDeserializer;

/**
 * Reads any head from JSON: its class's static {@code builder()} is given each property by the
 * method of that name, or of that {@link JsonAlias}, so that what is read is checked as what is
 * built.
 */
final class HeadReader extends JsonDeserializer<Head> implements ContextualDeserializer {

  private final Class<?> type;

  /** For Jackson, which asks {@link #createContextual} next. */
  HeadReader() {
    this(Head.class);
  }

  private HeadReader(Class<?> type) {
    this.type = type;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, BeanProperty property) {
    return new HeadReader(context.getContextualType().getRawClass());
  }

  @Override
  public Head deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = parser.readValueAsTree();
    try {
      Method factory = type.getMethod("builder");
      factory.setAccessible(true); // the class of a head of one's own need not be public
      HeadBuilder<?> builder = (HeadBuilder<?>) factory.invoke(null);
      for (Iterator<Map.Entry<String, JsonNode>> i = tree.fields(); i.hasNext(); ) {
        Map.Entry<String, JsonNode> property = i.next();
        Method setter = setter(builder, property.getKey());
        if (setter == null) {
          context.handleUnknownProperty(parser, this, Head.class, property.getKey());
        } else {
          Class<?> wanted = setter.getParameterTypes()[0];
          setter.setAccessible(true);
          Object value = parser.getCodec().treeToValue(property.getValue(), wanted);
          setter.invoke(builder, new Object[] {value});
        }
      }
      return builder.build();
    } catch (InvocationTargetException e) {
      throw JsonMappingException.from(parser, e.getCause().getMessage(), e.getCause());
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(parser, e.getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw JsonMappingException.from(parser, type + " cannot be built: " + e, e);
    }
  }

  private static Method setter(HeadBuilder<?> builder, String name) {
    return Arrays.stream(builder.getClass().getMethods())
        .filter(method -> method.getParameterCount() == 1 && !method.isBridge())
        .filter(method -> method.getName().equals(name) || hasAlias(method, name))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasAlias(Method method, String name) {
    JsonAlias alias = method.getAnnotation(JsonAlias.class);
    return alias != null && Arrays.asList(alias.value()).contains(name);
  }
}
