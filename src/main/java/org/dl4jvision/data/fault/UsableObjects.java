package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.fault.ObjectDoubt.Kind;
import org.dl4jvision.data.folder.ObjectProblem;
import org.dl4jvision.data.folder.ObjectRules;

/**
 * The objects of an image that are usable, with what was wrong with the others: reversed corners
 * are put right, what no data set can take is left out. Boxes that reach out of the image are the
 * data set's to clip.
 */
final class UsableObjects {

  private static final int HUNDREDTHS = 100;

  private final ObjectRules rules;

  /** Of these classes. */
  UsableObjects(List<String> classNames) {
    rules = new ObjectRules(classNames, Annotation::bounds);
  }

  /**
   * The objects that are left.
   *
   * @param doubts to which is added what is wrong with each
   */
  List<Annotation> of(AnnotatedImage image, List<ObjectDoubt> doubts) {
    List<Annotation> left = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (int i = 0; i < image.objects().size(); i++) {
      read(image, i, doubts)
          .flatMap(object -> repaired(image, object, doubts))
          .filter(object -> isNew(image, object, known, doubts))
          .ifPresent(left::add);
    }
    return left;
  }

  /** An object, which some formats make only now of what a file says. */
  private static Optional<Annotation> read(
      AnnotatedImage image, int index, List<ObjectDoubt> doubts) {
    try {
      return Optional.of(image.objects().get(index));
    } catch (IllegalArgumentException e) {
      doubts.add(new ObjectDoubt(Kind.BAD, e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Annotation> repaired(
      AnnotatedImage image, Annotation object, List<ObjectDoubt> doubts) {
    Optional<ObjectProblem> problem =
        rules.problem(image, object).or(() -> ObjectRules.outlineProblem(image, object));
    if (problem.isEmpty()) {
      return Optional.of(object);
    }
    Kind kind = kind(problem.get().kind());
    doubts.add(
        new ObjectDoubt(kind, ObjectRules.place(image, object) + " " + problem.get().text()));
    return switch (problem.get().kind()) {
      case REACHING_OUT -> Optional.of(object);
      case REVERSED -> turned(image, object);
      default -> Optional.empty();
    };
  }

  private static Kind kind(ObjectProblem.Kind kind) {
    return switch (kind) {
      case UNKNOWN_CLASS -> Kind.UNKNOWN_CLASS;
      case NO_NUMBER, OTHER_SIZE -> Kind.BAD;
      case REVERSED -> Kind.REVERSED;
      case EMPTY -> Kind.EMPTY;
      case OUTSIDE, REACHING_OUT -> Kind.OUTSIDE;
    };
  }

  /** An object whose box has its corners where they belong, if it is one then. */
  private Optional<Annotation> turned(AnnotatedImage image, Annotation object) {
    return object
        .box()
        .map(
            box ->
                new Annotation(
                    object.label(),
                    object.className(),
                    Optional.of(upright(box)),
                    object.outline(),
                    object.flags()))
        .filter(
            one ->
                rules
                    .problem(image, one)
                    .map(problem -> problem.kind() == ObjectProblem.Kind.REACHING_OUT)
                    .orElse(true));
  }

  private static Box upright(Box box) {
    return new Box(
        Math.min(box.left(), box.right()),
        Math.min(box.top(), box.bottom()),
        Math.max(box.left(), box.right()),
        Math.max(box.top(), box.bottom()));
  }

  /** Files round differently what was written of one object. */
  private static List<Long> rounded(Box box) {
    return List.of(
        Math.round(HUNDREDTHS * box.left()),
        Math.round(HUNDREDTHS * box.top()),
        Math.round(HUNDREDTHS * box.right()),
        Math.round(HUNDREDTHS * box.bottom()));
  }

  private static boolean isNew(
      AnnotatedImage image, Annotation object, Set<Object> known, List<ObjectDoubt> doubts) {
    Optional<Box> bounds = object.bounds();
    boolean first =
        bounds.isEmpty()
            || known.add(List.of(object.className(), rounded(bounds.get()), object.flags()));
    if (!first) {
      doubts.add(
          new ObjectDoubt(
              Kind.DUPLICATE,
              ObjectRules.place(image, object)
                  + " has the class and the box of another object of the image"));
    }
    return first;
  }
}
