package org.dl4jvision.data.export;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation.Flag;

class VocWriterTest extends BaseWriterTestCase {

  @Override
  String name() {
    return "voc";
  }

  /** XML files have boxes; outlines are in the masks. */
  @Override
  Stream<LabeledObject> readAgain(LabeledObject object) {
    return object.classIndex() == LabeledObject.VOID
        ? Stream.empty()
        : Stream.of(
            LabeledObject.of(
                object.classIndex(),
                object.box(),
                Optional.empty(),
                object.ignored() ? Set.of(Flag.DIFFICULT) : Set.of()));
  }

  /** Corners are whole numbers. */
  @Override
  double tolerance() {
    return 0.5;
  }

  @Override
  List<String> warnings() {
    return List.of(
        "2 objects are crowds or ignored, which Pascal VOC cannot say: they are written as"
            + " difficult, the first is on BASE/flags.png");
  }
}
