package org.dl4jvision.data.export;

import java.util.List;
import org.dl4jvision.data.AnnotatedImage;

/** Where the objects of images come from. Immutable and thread-safe. */
interface ObjectSource {

  /** The classes, of which the background is none. */
  List<String> names();

  /** The objects on an image. */
  List<LabeledObject> on(AnnotatedImage image);

  /** What was repaired or decided, a line each. */
  List<String> warnings();
}
