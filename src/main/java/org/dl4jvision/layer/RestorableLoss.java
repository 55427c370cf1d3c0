package org.dl4jvision.layer;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Tells whether a loss is the same after a network with it was saved and read. Deeplearning4j says
 * so only when it is too late: when a model is read, or never, where an option without a getter has
 * silently become its default.
 */
public final class RestorableLoss {

  private RestorableLoss() {}

  /**
   * Refuses a loss that is lost when a model is saved.
   *
   * @param name of the argument
   * @throws IllegalArgumentException if it cannot be written as JSON and read back
   */
  public static void require(String name, ILossFunction loss) {
    ILossFunction read;
    ObjectMapper json = NeuralNetConfiguration.mapper();
    try {
      read = json.readValue(json.writeValueAsString(loss), ILossFunction.class);
    } catch (IOException | RuntimeException e) {
      throw refusal(
          name, loss, "make it a public class of its own with a constructor without arguments", e);
    }
    if (read.getClass() != loss.getClass()) {
      throw refusal(name, loss, "make it a public class of its own", null);
    }
    for (Class<?> type = loss.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!isSame(field, loss, read)) {
          throw refusal(
              name,
              loss,
              "give its field " + field.getName() + " a getter and @JsonProperty",
              null);
        }
      }
    }
  }

  /** Whether a field that can be compared has the same value. */
  private static boolean isSame(Field field, Object a, Object b) {
    int modifiers = field.getModifiers();
    boolean kept = !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
    if (!kept || !isPlain(field.getType()) || !field.trySetAccessible()) {
      return true;
    }
    try {
      return Objects.deepEquals(field.get(a), field.get(b));
    } catch (IllegalAccessException e) {
      return true;
    }
  }

  private static boolean isPlain(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || type == Boolean.class
        || Number.class.isAssignableFrom(type)
        || (type.isArray() && isPlain(type.getComponentType()));
  }

  private static IllegalArgumentException refusal(
      String name, ILossFunction loss, String remedy, Exception cause) {
    return new IllegalArgumentException(
        name
            + ": "
            + loss.getClass().getName()
            + " would be lost when the network is saved and read; "
            + remedy,
        cause);
  }
}
