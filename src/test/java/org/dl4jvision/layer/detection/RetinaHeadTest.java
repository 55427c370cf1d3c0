package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;

class RetinaHeadTest extends BaseHeadTestCase {

  @Override
  protected HeadType type() {
    return RetinaHead.TYPE;
  }

  @Override
  protected HeadBuilder<?> smallBuilder() {
    return RetinaHead.builder().anchors(SMALL_ANCHORS);
  }

  @Override
  protected HeadBuilder<?> otherOptions() {
    return RetinaHead.builder().anchors(SMALL_ANCHORS).foregroundIou(0.45).backgroundIou(0.35);
  }

  @Test
  void thresholdsMustNotCross() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> RetinaHead.builder().foregroundIou(0.3).backgroundIou(0.4).build())
            .getMessage();
    assertEquals("backgroundIou is 0.4; allowed: at most foregroundIou, 0.3", message);
  }

  /** Models of the first version have these names. */
  @Test
  void oldNamesOfOptionsAreRead() throws IOException {
    String json =
        "{\"@class\": \"org.dl4jvision.layer.detection.RetinaHead\", \"classes\": 2,"
            + " \"positiveOverlap\": 0.6, \"negativeOverlap\": 0.2}";
    assertEquals(
        RetinaHead.builder().classes(2).foregroundIou(0.6).backgroundIou(0.2).build(),
        NeuralNetConfiguration.mapper().readValue(json, Head.class));
  }
}
