package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.check.Nearest;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.io.TextFiles;

/**
 * What becomes of the classes of data: a line {@code FROM = TO} each. FROM is the name of a class,
 * the value of pixels in masks, or a color {@code R G B}; TO is the name of a class, {@code
 * background}, or {@code ignored} for what counts for nothing. Several may become one class.
 * Classes of which nothing is said stay. Immutable.
 */
public final class ClassMap {

  /** All classes stay. */
  public static final ClassMap NONE = new ClassMap(null, Map.of());

  private static final String IGNORED = "ignored";
  private static final String BACKGROUND = "background";
  private static final Pattern COLOR = Pattern.compile("(\\d{1,3})[ ,]+(\\d{1,3})[ ,]+(\\d{1,3})");

  private final Path file;
  private final Map<String, String> targets;

  private ClassMap(Path file, Map<String, String> targets) {
    this.file = file;
    this.targets = targets;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the first line at fault
   */
  public static ClassMap read(Path file) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (String line : TextFiles.uncommentedLines(file)) {
      int sign = line.lastIndexOf('=');
      String from = sign < 0 ? "" : line.substring(0, sign).strip();
      String to = line.substring(sign + 1).strip();
      if (from.isEmpty() || to.isEmpty() || targets.put(from, to) != null) {
        throw new IllegalArgumentException(
            file
                + " has the line \""
                + line
                + "\"; expected \"FROM = TO\", each class, value or color R G B from once, to a"
                + " class, background or ignored");
      }
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(file + " has no line \"FROM = TO\"");
    }
    return new ClassMap(file, targets);
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  /**
   * Annotations with the classes that they shall have.
   *
   * @throws IllegalArgumentException if something is mapped that the data do not have
   */
  Annotations apply(Annotations annotations) {
    if (isEmpty()) {
      return annotations;
    }
    Optional<MaskLegend> legend = annotations.legend();
    if (legend.isPresent() || annotations.images().stream().anyMatch(i -> i.mask().isPresent())) {
      return annotations.withLegend(legend(legend));
    }
    Set<String> occurring = new TreeSet<>();
    annotations.images().forEach(i -> i.objects().forEach(o -> occurring.add(o.className())));
    List<String> known = new ArrayList<>(annotations.classNames().orElse(List.of()));
    occurring.stream().filter(name -> !known.contains(name)).forEach(known::add);
    targets.keySet().forEach(from -> check(from, known));
    List<String> names =
        known.stream().map(this::target).filter(ClassMap::isClass).distinct().toList();
    List<AnnotatedImage> images =
        annotations.images().stream()
            .map(image -> image.withObjects(objects(image.objects(), names)))
            .toList();
    return new Annotations(
        images,
        Optional.of(names),
        annotations.categoryIds(names),
        Optional.empty(),
        annotations.warnings());
  }

  private void check(String from, List<String> known) {
    if (!known.contains(from)) {
      throw new IllegalArgumentException(
          file
              + ": '"
              + from
              + "' is no class of the data"
              + Nearest.hint(from, known)
              + "; they have "
              + String.join(", ", known));
    }
  }

  private String target(String className) {
    return targets.getOrDefault(className, className);
  }

  private static boolean isClass(String target) {
    return !target.equals(IGNORED) && !target.equals(BACKGROUND);
  }

  private List<Annotation> objects(List<Annotation> objects, List<String> names) {
    return objects.stream().flatMap(object -> mapped(object, names)).toList();
  }

  private Stream<Annotation> mapped(Annotation object, List<String> names) {
    String target = target(object.className());
    return target.equals(IGNORED)
        ? object.ignoredOf(names)
        : isClass(target) ? Stream.of(object.of(target)) : Stream.empty();
  }

  /** Codes by the lines of the file, else by the class that the format's legend gives them. */
  private MaskLegend legend(Optional<MaskLegend> legend) {
    MaskLegend.Builder builder = MaskLegend.builder(file);
    Map<Integer, String> codes = new LinkedHashMap<>();
    legend.ifPresent(
        known ->
            known
                .indices()
                .forEach(
                    (code, index) ->
                        codes.put(code, known.className(code).map(this::target).orElse(IGNORED))));
    List<String> names = legend.map(MaskLegend::classNames).orElse(List.of());
    targets.forEach(
        (from, to) -> {
          Optional<Integer> code = code(from);
          if (code.isPresent()) {
            codes.put(code.get(), to);
          } else if (legend.isEmpty()) {
            throw new IllegalArgumentException(
                file
                    + ": '"
                    + from
                    + "' is no value from 0 and no color R G B; the masks have no names of"
                    + " classes");
          } else {
            check(from, names);
          }
        });
    // The background is class 0, whatever is named first.
    Set<String> order = new LinkedHashSet<>();
    if (codes.containsValue(BACKGROUND)) {
      order.add(BACKGROUND);
    }
    names.stream().map(this::target).forEach(order::add);
    order.addAll(targets.values());
    order.forEach(
        name ->
            codes.forEach(
                (code, target) -> {
                  if (target.equals(name)) {
                    builder.code(code, name.equals(IGNORED) ? "" : name);
                  }
                }));
    return builder.build();
  }

  private static Optional<Integer> code(String from) {
    if (from.matches("\\d{1,7}")) {
      return Optional.of(Integer.parseInt(from));
    }
    Matcher color = COLOR.matcher(from);
    if (!color.matches()) {
      return Optional.empty();
    }
    int rgb = 0;
    for (int i = 1; i <= 3; i++) {
      int part = Integer.parseInt(color.group(i));
      if (part > 255) {
        return Optional.empty();
      }
      rgb = rgb << 8 | part;
    }
    return Optional.of(ImageFiles.COLOR | rgb);
  }
}
