package org.dl4jvision.acceleration.kind;

import java.lang.reflect.Field;

/** A field of DL4J's layers and networks that has no accessor. */
public final class HiddenField {

  private final Field field;

  /**
   * @throws LinkageError if this version of DL4J has no such field
   */
  public HiddenField(Class<?> owner, String name) {
    try {
      field = owner.getDeclaredField(name);
      field.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(
          "this version of Deeplearning4j has no field " + owner + "." + name, e);
    }
  }

  /** Reads the field of an object. */
  public Object get(Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new LinkageError("cannot read " + field, e);
    }
  }

  /** Overwrites the field of an object. */
  public void set(Object owner, Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new LinkageError("cannot set " + field, e);
    }
  }
}
