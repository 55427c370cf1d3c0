package org.dl4jvision.loss.registry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.check.OptionValue;

/**
 * What a loss class declares: its name, and its options with defaults and help. A loss is built
 * with its constructor without parameters, whatever its visibility, and its options are set then.
 *
 * @param <L> the class
 */
public final class LossType<L extends HasOptions> implements Named {

  /**
   * An option of a loss.
   *
   * @param name as in expressions
   * @param type int, double, boolean, an enum, double[] or double[][]
   * @param defaultValue null where there is none
   * @param help one line
   */
  public record OptionType(String name, Class<?> type, Object defaultValue, String help) {}

  private static final ClassValue<LossType<?>> TYPES =
      new ClassValue<>() {
        @Override
        protected LossType<?> computeValue(Class<?> type) {
          return new LossType<>(type.asSubclass(HasOptions.class));
        }
      };

  private final Class<L> type;
  private final LossInfo info;
  private final Map<String, Option> options = new LinkedHashMap<>();

  /** The option that holds the losses that this one is made of, null if it is of none. */
  private final Option terms;

  private LossType(Class<L> type) {
    this.type = type;
    info =
        Objects.requireNonNull(
            type.getAnnotation(LossInfo.class), type + " needs the annotation @LossInfo");
    List<Option> all =
        ancestry(type)
            .flatMap(
                c ->
                    Stream.concat(
                        Arrays.stream(c.getDeclaredFields())
                            .filter(field -> field.isAnnotationPresent(LossOption.class))
                            .map(Option.Stored::new),
                        Arrays.stream(c.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(LossOption.class))
                            .map(Option.Shorthand::new)))
            .sorted(Comparator.comparing(Option::depth).reversed().thenComparing(Option::name))
            .toList();
    all.forEach(option -> options.putIfAbsent(option.name(), option));
    terms = options.values().stream().filter(this::holdsLosses).findFirst().orElse(null);
  }

  private static Stream<Class<?>> ancestry(Class<?> type) {
    return Stream.iterate(type, Objects::nonNull, Class::getSuperclass);
  }

  private boolean holdsLosses(Option option) {
    return option.type().isArray() && option.type().getComponentType().isAssignableFrom(type);
  }

  /** Returns the type of a class, the same one each time. */
  @SuppressWarnings("unchecked")
  public static <L extends HasOptions> LossType<L> of(Class<L> type) {
    return (LossType<L>) TYPES.get(type);
  }

  /** Returns the type of a loss. */
  @SuppressWarnings("unchecked")
  public static <L extends HasOptions> LossType<L> of(L loss) {
    return of((Class<L>) loss.getClass());
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public String help() {
    return info.help();
  }

  /** Returns all that the class says of itself. */
  public LossInfo info() {
    return info;
  }

  public Class<L> lossClass() {
    return type;
  }

  /** Whether losses are its arguments, {@code name(loss, loss)}, instead of named options. */
  public boolean takesLosses() {
    return terms != null;
  }

  /** The options that have names in expressions, the loss's own first. */
  public List<OptionType> options() {
    L defaults = newLoss();
    return options.values().stream()
        .filter(option -> option != terms)
        .map(
            option ->
                new OptionType(option.name(), option.type(), get(option, defaults), option.help()))
        .toList();
  }

  /** The class of an option's values; empty if there is no such option. */
  public Optional<Class<?>> typeOf(String option) {
    return Optional.ofNullable(options.get(option)).map(Option::type);
  }

  /**
   * Builds a loss from options by name.
   *
   * @throws IllegalArgumentException for an option that does not exist, or a value that is not
   *     allowed
   */
  public L build(Map<String, Object> values) {
    L loss = newLoss();
    values.forEach((name, value) -> set(loss, name, value));
    try {
      loss.checkOptions();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("loss " + name() + ": " + e.getMessage(), e);
    }
    return loss;
  }

  /** Builds a loss that {@link #takesLosses}. */
  L build(List<?> losses) {
    Class<?> each = terms.type().getComponentType();
    return build(
        Map.of(
            terms.name(),
            losses.toArray(
                length -> (Object[]) java.lang.reflect.Array.newInstance(each, length))));
  }

  private L newLoss() {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " needs a constructor without parameters", e);
    }
  }

  private void set(L loss, String name, Object value) {
    Option option = options.get(name);
    if (option == null) {
      throw new IllegalArgumentException(
          "loss "
              + name()
              + " has no option "
              + Excerpt.of(name)
              + Nearest.hint(name, options.keySet())
              + "; its options are "
              + names());
    }
    try {
      option.set(loss, OptionValue.convert(value, option.type()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "loss " + name() + ": option " + name + " " + e.getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private String names() {
    String names =
        options.keySet().stream()
            .filter(name -> options.get(name) != terms)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private static Object get(Option option, Object loss) {
    try {
      return option.get(loss);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of a loss's options, but for those that only set others. */
  public Map<String, Object> values(L loss) {
    Map<String, Object> values = new LinkedHashMap<>();
    options.values().stream()
        .filter(Option::isStored)
        .forEach(option -> values.put(option.name(), get(option, loss)));
    return values;
  }

  /** {@code name(loss, .., option=value, ..)} with the options that differ from their defaults. */
  public String expression(L loss) {
    Map<String, Object> defaults = values(newLoss());
    Stream<String> losses =
        takesLosses()
            ? Arrays.stream((Object[]) get(terms, loss)).map(String::valueOf)
            : Stream.of();
    Stream<String> named =
        values(loss).entrySet().stream()
            .filter(e -> options.get(e.getKey()) != terms)
            .filter(e -> !Objects.deepEquals(e.getValue(), defaults.get(e.getKey())))
            .map(e -> e.getKey() + "=" + format(e.getValue()));
    String arguments = Stream.concat(losses, named).collect(Collectors.joining(", "));
    return arguments.isEmpty() ? name() : name() + "(" + arguments + ")";
  }

  /** Formats a value as expressions write it. */
  public static String format(Object value) {
    return OptionValue.format(value);
  }
}
