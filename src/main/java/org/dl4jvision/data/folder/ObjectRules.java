package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.folder.ObjectProblem.Kind;
import org.dl4jvision.io.Parallel;

/**
 * What becomes of the objects of files, for all tasks. Numbers that are none, reversed corners,
 * outlines for images of another size and unknown classes are errors; objects without an area or
 * outside of the image are dropped, those that reach out of it clipped, and either is reported.
 * Immutable and thread-safe.
 */
public final class ObjectRules {

  /** Boxes by rounding or inclusive edges reach so far out of images without anyone's fault. */
  private static final double ROUNDING = 1;

  private final List<String> classNames;
  private final Map<String, Integer> indices = new HashMap<>();
  private final Function<Annotation, Optional<Box>> bounds;

  /**
   * Rules for objects of these classes.
   *
   * @param bounds the box of an object that counts; objects without one are dropped in silence
   */
  public ObjectRules(List<String> classNames, Function<Annotation, Optional<Box>> bounds) {
    this.classNames = List.copyOf(classNames);
    this.bounds = bounds;
    this.classNames.forEach(name -> indices.putIfAbsent(name, indices.size()));
  }

  /**
   * The classes that occur, by name.
   *
   * @param folder for the message
   * @throws IllegalArgumentException if there is no object at all
   */
  public static List<String> occurring(Path folder, Stream<AnnotatedImage> images) {
    List<String> names =
        images
            .flatMap(image -> image.objects().stream())
            .map(Annotation::className)
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no object on any image in " + folder);
    }
    return names;
  }

  /**
   * An object that is usable.
   *
   * @param box the part of its box inside of the image, which has an area
   */
  public record Checked(Annotation object, int classIndex, Box box) {}

  /**
   * Applies the rules to many images on all cores.
   *
   * @param each is given the objects that are left on the image of an index, in any order
   * @param warnings to which a line is added for each object that was dropped or clipped
   * @throws IllegalArgumentException naming file and object, of the first image at fault
   */
  public void apply(List<AnnotatedImage> images, ImageVisitor each, List<String> warnings) {
    List<List<String>> reports = new ArrayList<>();
    images.forEach(image -> reports.add(new ArrayList<>(0)));
    Parallel.forEach(images.size(), i -> each.visit(i, apply(images.get(i), reports.get(i)::add)));
    reports.forEach(warnings::addAll);
  }

  /** What is done with the objects of an image. */
  @FunctionalInterface
  public interface ImageVisitor {
    /** Takes the objects that are left on the image of this index. */
    void visit(int index, List<Checked> objects);
  }

  /**
   * The objects that are left of those of an image.
   *
   * @param warn is told of each that was dropped or clipped
   * @throws IllegalArgumentException naming file and object
   */
  public List<Checked> apply(AnnotatedImage image, Consumer<String> warn) {
    List<Checked> left = new ArrayList<>();
    for (Annotation object : image.objects()) {
      Optional<ObjectProblem> problem = problem(image, object);
      problem.filter(one -> one.kind().isError()).ifPresent(one -> refuse(image, object, one));
      problem.ifPresent(
          one -> warn.accept(place(image, object) + " " + one.text() + "; " + one.kind().repair()));
      if (problem.isEmpty() || problem.get().kind() == Kind.REACHING_OUT) {
        int classIndex = indices.get(object.className());
        bounds
            .apply(object)
            .map(box -> box.clip(frame(image)))
            .ifPresent(box -> left.add(new Checked(object, classIndex, box)));
      }
    }
    return left;
  }

  /** What is wrong with an object by its class and its box; empty where nothing is. */
  public Optional<ObjectProblem> problem(AnnotatedImage image, Annotation object) {
    return indices.containsKey(object.className())
        ? bounds.apply(object).flatMap(box -> problem(image, box))
        : Optional.of(
            new ObjectProblem(
                Kind.UNKNOWN_CLASS,
                "is of class '"
                    + object.className()
                    + "', which is not declared; declared are "
                    + String.join(", ", classNames)));
  }

  private static Optional<ObjectProblem> problem(AnnotatedImage image, Box box) {
    if (!isFinite(box)) {
      return Optional.of(noNumber(box));
    }
    if (box.right() < box.left() || box.bottom() < box.top()) {
      return Optional.of(
          new ObjectProblem(
              Kind.REVERSED, "has reversed corners: " + show(box) + " (left, top, right, bottom)"));
    }
    if (!(box.area() > 0)) {
      return Optional.of(new ObjectProblem(Kind.EMPTY, "has no area: " + show(box)));
    }
    ImageSize size = image.size();
    if (!(box.clip(frame(image)).area() > 0)) {
      return Optional.of(new ObjectProblem(Kind.OUTSIDE, outside("lies outside of", box, size)));
    }
    return box.left() < -ROUNDING
            || box.top() < -ROUNDING
            || box.right() > size.width() + ROUNDING
            || box.bottom() > size.height() + ROUNDING
        ? Optional.of(new ObjectProblem(Kind.REACHING_OUT, outside("reaches out of", box, size)))
        : Optional.empty();
  }

  private static Box frame(AnnotatedImage image) {
    return new Box(0, 0, image.size().width(), image.size().height());
  }

  /**
   * Refuses an outline that was drawn for an image of another size, or has a coordinate that is no
   * number.
   *
   * @throws IllegalArgumentException naming file and object
   */
  public static void checkOutline(AnnotatedImage image, Annotation object) {
    outlineProblem(image, object).ifPresent(problem -> refuse(image, object, problem));
  }

  /**
   * What is wrong with an outline: it was drawn for an image of another size, or a coordinate is no
   * number; empty where nothing is.
   */
  public static Optional<ObjectProblem> outlineProblem(AnnotatedImage image, Annotation object) {
    Optional<ImageSize> stated = object.outline().flatMap(Outline::statedSize);
    if (stated.isPresent() && !stated.get().equals(image.size())) {
      return Optional.of(
          new ObjectProblem(
              Kind.OTHER_SIZE,
              "is drawn on an image of "
                  + stated.get()
                  + ", but "
                  + image.file()
                  + " is "
                  + image.size()
                  + " (height x width)"));
    }
    // Of an object with a box and an outline only the box was looked at.
    return object
        .outline()
        .map(Outline::bounds)
        .filter(box -> !isFinite(box))
        .map(ObjectRules::noNumber);
  }

  private static boolean isFinite(Box box) {
    return Double.isFinite(box.left() + box.top() + box.right() + box.bottom());
  }

  private static ObjectProblem noNumber(Box box) {
    return new ObjectProblem(
        Kind.NO_NUMBER, "has a coordinate that is not a finite number: " + show(box));
  }

  private static String outside(String how, Box box, ImageSize size) {
    return how + " the image (" + size + ", height x width): " + show(box);
  }

  private static void refuse(AnnotatedImage image, Annotation object, ObjectProblem problem) {
    throw new IllegalArgumentException(place(image, object) + " " + problem.text());
  }

  /** The file and the object, for messages. */
  public static String place(AnnotatedImage image, Annotation object) {
    return image.source() + ": " + object.label();
  }

  private static String show(Box box) {
    return show(box.left())
        + ", "
        + show(box.top())
        + ", "
        + show(box.right())
        + ", "
        + show(box.bottom());
  }

  private static String show(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}
