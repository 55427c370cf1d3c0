package org.dl4jvision.data.augmentation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.check.OptionValue;

/**
 * What a record declares that is a random change: its name, and its components as options, whose
 * defaults the constructor without arguments gives.
 */
public final class ChangeType implements AugmentationType {

  private final Class<? extends RandomChange> type;
  private final AugmentationInfo info;
  private final Map<String, RecordComponent> options = new LinkedHashMap<>();

  private ChangeType(Class<? extends RandomChange> type) {
    this.type = type;
    info =
        Objects.requireNonNull(
            type.getAnnotation(AugmentationInfo.class),
            type + " needs the annotation @AugmentationInfo");
    for (RecordComponent component : type.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      options.put(component.getName(), component);
    }
  }

  /**
   * The type of a class.
   *
   * @param <R> a record
   */
  public static <R extends Record & RandomChange> ChangeType of(Class<R> type) {
    return new ChangeType(type);
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public String help() {
    return info.help();
  }

  @Override
  public String paper() {
    return info.paper();
  }

  /** The record. */
  public Class<? extends RandomChange> changeClass() {
    return type;
  }

  @Override
  public List<OptionType> options() {
    Map<String, Object> defaults = defaults();
    return options.values().stream()
        .map(
            option ->
                new OptionType(
                    option.getName(),
                    OptionValue.format(defaults.get(option.getName())),
                    option.getAnnotation(AugmentationOption.class).value()))
        .toList();
  }

  @Override
  public List<RandomChange> build(Map<String, Object> given) {
    Map<String, Object> values = defaults();
    given.forEach((name, value) -> values.put(name, convert(name, value)));
    Class<?>[] types =
        options.values().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    return List.of(create(types, values.values().toArray()));
  }

  private Object convert(String name, Object value) {
    RecordComponent option = options.get(name);
    if (option == null) {
      throw new IllegalArgumentException(
          String.format(
              "augmentation %s has no option %s%s; its options are %s",
              name(),
              Excerpt.of(name),
              Nearest.hint(name, options.keySet()),
              options.isEmpty()
                  ? "none"
                  : options.keySet().stream().collect(Collectors.joining(", "))));
    }
    try {
      return OptionValue.convert(value, option.getType());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "augmentation " + name() + ": option " + name + " " + e.getMessage(), e);
    }
  }

  private Map<String, Object> defaults() {
    RandomChange change = create(new Class<?>[0]);
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent option : options.values()) {
      try {
        values.put(option.getName(), option.getAccessor().invoke(change));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  private RandomChange create(Class<?>[] types, Object... values) {
    try {
      Constructor<? extends RandomChange> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(
            "augmentation " + name() + ": " + refused.getMessage(), refused);
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          type + " needs a constructor of " + Arrays.toString(types), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChangeType that && that.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
