package org.dl4jvision.data.export;

import java.util.List;
import java.util.stream.Stream;

class MasksWriterTest extends BaseWriterTestCase {

  @Override
  String name() {
    return "masks";
  }

  @Override
  Stream<LabeledObject> readAgain(LabeledObject object) {
    return Stream.empty();
  }

  @Override
  List<String> warnings() {
    return List.of();
  }
}
