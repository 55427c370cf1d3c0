package org.dl4jvision.data.export;

import java.util.List;
import java.util.stream.Stream;

class YoloWriterTest extends BaseWriterTestCase {

  @Override
  String name() {
    return "yolo";
  }

  @Override
  Stream<LabeledObject> readAgain(LabeledObject object) {
    return Stream.of(object).filter(one -> !one.ignored());
  }

  @Override
  List<String> warnings() {
    return List.of(
        "3 outlines have several parts or holes, which YOLO cannot say: lines there and back join"
            + " them, the first is on BASE/out lines.png",
        "4 objects count for nothing (crowd, difficult, ignored), which YOLO cannot say; they are"
            + " left out, the first is on BASE/flags.png");
  }
}
