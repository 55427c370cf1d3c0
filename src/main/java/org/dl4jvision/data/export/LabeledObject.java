package org.dl4jvision.data.export;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline;

/**
 * An object that is written.
 *
 * @param classIndex in {@link Classes#ofObjects}, {@link #VOID} for an area that counts for nothing
 *     whatever is there
 * @param box inside of the image, in pixels; it has an area
 * @param outline where only the box is known, empty
 * @param flags what else is said of it
 * @param score of a prediction, 0 to 1
 */
public record LabeledObject(
    int classIndex, Box box, Optional<Outline> outline, Set<Flag> flags, OptionalDouble score) {

  /** The class of an area that is of no class. */
  public static final int VOID = -1;

  /** An object that is known for sure. */
  public static LabeledObject of(
      int classIndex, Box box, Optional<Outline> outline, Set<Flag> flags) {
    return new LabeledObject(classIndex, box, outline, flags, OptionalDouble.empty());
  }

  /** Whether it counts neither as found nor as missed. */
  public boolean ignored() {
    return Annotation.ignored(flags);
  }
}
