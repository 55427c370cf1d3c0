package org.dl4jvision.data.export;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline.Polygon;

class LabelMeWriterTest extends BaseWriterTestCase {

  @Override
  String name() {
    return "labelme";
  }

  /** A rectangle is an outline, too; what counts for nothing does so for every class. */
  @Override
  Stream<LabeledObject> readAgain(LabeledObject object) {
    LabeledObject outlined =
        LabeledObject.of(
            object.classIndex(),
            object.box(),
            object.outline().or(() -> Optional.of(Polygon.of(object.box()))),
            object.flags());
    return object.classIndex() == LabeledObject.VOID
        ? Stream.of(0, 1)
            .map(
                index ->
                    LabeledObject.of(index, object.box(), outlined.outline(), Set.of(Flag.IGNORED)))
        : Stream.of(outlined);
  }

  @Override
  List<String> warnings() {
    return List.of();
  }
}
