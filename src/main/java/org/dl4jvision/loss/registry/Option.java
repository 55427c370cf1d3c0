package org.dl4jvision.loss.registry;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** An option of a class, to be set by reflection. */
abstract sealed class Option {

  private final Member member;
  private final LossOption annotation;

  private <M extends AccessibleObject & Member> Option(M member) {
    this.member = member;
    annotation = member.getAnnotation(LossOption.class);
    member.setAccessible(true);
  }

  String name() {
    return member.getName();
  }

  String help() {
    return annotation.value();
  }

  /** How many classes its class descends from: more for a loss's own options. */
  int depth() {
    int depth = 0;
    for (Class<?> c = member.getDeclaringClass(); c != null; c = c.getSuperclass()) {
      depth++;
    }
    return depth;
  }

  abstract Class<?> type();

  /** Whether it has a value; others only set options that have. */
  abstract boolean isStored();

  /** Its value, null for one that has none. */
  abstract Object get(Object owner) throws ReflectiveOperationException;

  abstract void set(Object owner, Object value) throws ReflectiveOperationException;

  /** A field. */
  static final class Stored extends Option {
    private final Field field;

    Stored(Field field) {
      super(field);
      this.field = field;
    }

    @Override
    Class<?> type() {
      return field.getType();
    }

    @Override
    boolean isStored() {
      return true;
    }

    @Override
    Object get(Object owner) throws ReflectiveOperationException {
      return field.get(owner);
    }

    @Override
    void set(Object owner, Object value) throws ReflectiveOperationException {
      field.set(owner, value);
    }
  }

  /** A method that sets other options. */
  static final class Shorthand extends Option {
    private final Method method;

    Shorthand(Method method) {
      super(method);
      this.method = method;
    }

    @Override
    Class<?> type() {
      return method.getParameterTypes()[0];
    }

    @Override
    boolean isStored() {
      return false;
    }

    @Override
    Object get(Object owner) {
      return null;
    }

    @Override
    void set(Object owner, Object value) throws ReflectiveOperationException {
      try {
        method.invoke(owner, value);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException refused) {
          throw refused;
        }
        throw e;
      }
    }
  }
}
