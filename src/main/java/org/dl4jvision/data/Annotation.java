package org.dl4jvision.data;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;

/**
 * An object on an image, as it stands in a file: its numbers are unchecked, and may be NaN or
 * outside of the image.
 *
 * @param label what it is called in messages, such as "object 3 (dog)"
 * @param className may be of a class that the data do not declare
 * @param box in pixels of the image, empty where only the outline is known
 * @param outline where its pixels are, empty where only the box is known
 * @param flags what else is said of it
 */
public record Annotation(
    String label, String className, Optional<Box> box, Optional<Outline> outline, Set<Flag> flags) {

  private static final Set<Flag> IGNORED =
      Collections.unmodifiableSet(EnumSet.of(Flag.CROWD, Flag.DIFFICULT, Flag.IGNORED));

  /** What files say of objects besides class and place. */
  public enum Flag {
    /** It stands for many objects that were not told apart. */
    CROWD,
    /** It is hard to recognize even for people. */
    DIFFICULT,
    /** It counts neither as found nor as missed, for whatever reason. */
    IGNORED
  }

  /** An object with a box. */
  public static Annotation of(String label, String className, Box box, Set<Flag> flags) {
    return new Annotation(label, className, Optional.of(box), Optional.empty(), flags);
  }

  /** An object with an outline. */
  public static Annotation of(String label, String className, Outline outline, Set<Flag> flags) {
    return new Annotation(label, className, Optional.empty(), Optional.of(outline), flags);
  }

  /** This as an object of another class. */
  public Annotation of(String otherClass) {
    return new Annotation(label, otherClass, box, outline, flags);
  }

  /** This as an area in which objects of several classes count for nothing: one for each class. */
  public Stream<Annotation> ignoredOf(Collection<String> classNames) {
    Set<Flag> all = EnumSet.of(Flag.IGNORED);
    all.addAll(flags);
    return classNames.stream()
        .map(name -> new Annotation(label, name, box, outline, Collections.unmodifiableSet(all)));
  }

  /** The box, else that of the outline; empty where neither is known. */
  public Optional<Box> bounds() {
    return box.isPresent() ? box : outline.map(Outline::bounds);
  }

  /** Whether it counts neither as found nor as missed. */
  public boolean ignored() {
    return ignored(flags);
  }

  /** Whether an object of which this is said counts neither as found nor as missed. */
  public static boolean ignored(Set<Flag> flags) {
    return !Collections.disjoint(flags, IGNORED);
  }
}
