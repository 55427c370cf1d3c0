package org.dl4jvision.data.export;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation.Flag;

class CocoWriterTest extends BaseWriterTestCase {

  @Override
  String name() {
    return "coco";
  }

  @Override
  Stream<LabeledObject> readAgain(LabeledObject object) {
    return Stream.of(
        object.classIndex() == LabeledObject.VOID
            ? LabeledObject.of(0, object.box(), object.outline(), Set.of(Flag.IGNORED))
            : object);
  }

  @Override
  List<String> warnings() {
    return List.of(
        "1 areas are void, which COCO cannot say: they are written as crowds of 'dog', the first is"
            + " on BASE/flags.png");
  }
}
