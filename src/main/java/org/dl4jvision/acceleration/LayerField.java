package org.dl4jvision.acceleration;

import java.lang.reflect.Field;

/** A field of DL4J that has no accessor. */
final class LayerField {

  private final Field field;

  LayerField(Class<?> owner, String name) {
    try {
      field = owner.getDeclaredField(name);
      field.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(
          "this version of Deeplearning4j has no field " + owner + "." + name, e);
    }
  }

  Object get(Object network) {
    try {
      return field.get(network);
    } catch (IllegalAccessException e) {
      throw new LinkageError("cannot read " + field, e);
    }
  }

  void set(Object layer, Object value) {
    try {
      field.set(layer, value);
    } catch (IllegalAccessException e) {
      throw new LinkageError("cannot set " + field, e);
    }
  }
}
