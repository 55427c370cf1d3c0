package org.dl4jvision.loss.registry;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dl4jvision.check.Named;
import org.dl4jvision.loss.family.VisionLoss;

/** What a loss class declares: its name, its options with defaults and help. */
public final class LossType implements Named {

  /**
   * An option of a loss.
   *
   * @param name as in expressions
   * @param type int, double, boolean, an enum, double[] or double[][]
   * @param defaultValue null where there is none
   * @param help one line
   */
  public record OptionType(String name, Class<?> type, Object defaultValue, String help) {}

  private static final ClassValue<LossType> TYPES =
      new ClassValue<>() {
        @Override
        protected LossType computeValue(Class<?> type) {
          return new LossType(type);
        }
      };

  private final Class<?> type;
  private final LossInfo info;
  private final Method builder;
  private final Map<String, Method> setters = new LinkedHashMap<>();

  private LossType(Class<?> type) {
    this.type = type;
    info =
        Objects.requireNonNull(
            type.getAnnotation(LossInfo.class), type + " needs the annotation @LossInfo");
    try {
      builder = type.getMethod("builder");
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " needs a public static method builder()", e);
    }
    Arrays.stream(builder.getReturnType().getMethods())
        .filter(method -> method.isAnnotationPresent(LossOption.class) && !method.isBridge())
        .sorted(
            Comparator.comparing((Method m) -> ancestors(m.getDeclaringClass()))
                .reversed()
                .thenComparing(Method::getName))
        .forEach(method -> setters.putIfAbsent(method.getName(), method));
  }

  private static int ancestors(Class<?> type) {
    return type == null ? 0 : 1 + ancestors(type.getSuperclass());
  }

  public static LossType of(Class<?> type) {
    return TYPES.get(type);
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public String help() {
    return info.help();
  }

  /** All that the class says of itself. */
  public LossInfo info() {
    return info;
  }

  public Class<?> lossClass() {
    return type;
  }

  /** The options, the loss's own first. */
  public List<OptionType> options() {
    Map<String, Object> defaults = values(build(Map.of()));
    return setters.values().stream()
        .map(
            setter ->
                new OptionType(
                    setter.getName(),
                    setter.getParameterTypes()[0],
                    defaults.get(setter.getName()),
                    setter.getAnnotation(LossOption.class).value()))
        .toList();
  }

  /** Builds a loss from options by name. */
  public VisionLoss build(Map<String, Object> options) {
    try {
      Object target = builder.invoke(null);
      for (Map.Entry<String, Object> option : options.entrySet()) {
        Method setter = setters.get(option.getKey());
        if (setter == null) {
          throw new IllegalArgumentException(
              "loss "
                  + name()
                  + " has no option "
                  + option.getKey()
                  + "; its options are "
                  + names());
        }
        setter.invoke(target, new Object[] {convert(option, setter.getParameterTypes()[0])});
      }
      return (VisionLoss) target.getClass().getMethod("build").invoke(target);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        throw new IllegalArgumentException("loss " + name() + ": " + bad.getMessage(), bad);
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private String names() {
    return setters.isEmpty() ? "none" : String.join(", ", setters.keySet());
  }

  private Object convert(Map.Entry<String, Object> option, Class<?> wanted) {
    Object value = option.getValue();
    if (value == null && !wanted.isPrimitive()) {
      return null;
    }
    if (wanted == boolean.class && value instanceof Boolean) {
      return value;
    }
    if (wanted == double.class && value instanceof Number number) {
      return number.doubleValue();
    }
    if ((wanted == int.class || wanted == Integer.class)
        && value instanceof Number number
        && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    if (wanted == double[].class && value instanceof Number number) {
      return new double[] {number.doubleValue()};
    }
    if (wanted == double[].class && isNumbers(value)) {
      return numbers(value);
    }
    if (wanted == double[][].class
        && value instanceof List<?> rows
        && rows.stream().allMatch(LossType::isNumbers)) {
      return rows.stream().map(LossType::numbers).toArray(double[][]::new);
    }
    if (wanted.isEnum()) {
      for (Object constant : wanted.getEnumConstants()) {
        if (format(constant).equals(value)) {
          return constant;
        }
      }
    }
    throw new IllegalArgumentException(
        "loss "
            + name()
            + ": option "
            + option.getKey()
            + " is "
            + value
            + "; give "
            + describe(wanted));
  }

  private static boolean isNumbers(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance);
  }

  private static double[] numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static String describe(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(LossType::format)
              .collect(Collectors.joining(", "));
    }
    if (type == double[][].class) {
      return "a list of lists of numbers such as [[0, 1], [1, 0]]";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double[].class) {
      return "a list of numbers such as [1, 2]";
    }
    return type == double.class ? "a number" : "a whole number";
  }

  /** The values of a loss's options: those of its fields. */
  public Map<String, Object> values(VisionLoss loss) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : setters.keySet()) {
      Field field = field(name);
      if (field != null) {
        try {
          values.put(name, field.get(loss));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return values;
  }

  /** The field of an option, null for one that sets others. */
  private Field field(String name) {
    for (Class<?> c = type; c != VisionLoss.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    return null;
  }

  /** {@code name(option=value, ...)} with the options that differ from their defaults. */
  public String expression(VisionLoss loss) {
    Map<String, Object> defaults = values(build(Map.of()));
    String options =
        values(loss).entrySet().stream()
            .filter(e -> !Objects.deepEquals(e.getValue(), defaults.get(e.getKey())))
            .map(e -> e.getKey() + "=" + format(e.getValue()))
            .collect(Collectors.joining(", "));
    return options.isEmpty() ? name() : name() + "(" + options + ")";
  }

  /** A value as expressions write it. */
  public static String format(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof double[][] rows) {
      return Arrays.stream(rows).map(LossType::format).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof double[] list) {
      if (list.length == 1) {
        return format(list[0]);
      }
      return Arrays.stream(list)
          .mapToObj(LossType::format)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.valueOf(number.longValue())
          : String.valueOf(number).replace(".0E", "e").replace('E', 'e');
    }
    return String.valueOf(value);
  }
}
