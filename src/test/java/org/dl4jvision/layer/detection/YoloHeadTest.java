package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.api.Test;

class YoloHeadTest extends BaseHeadTestCase {

  @Override
  protected HeadType type() {
    return YoloHead.TYPE;
  }

  @Override
  protected HeadBuilder<?> smallBuilder() {
    return YoloHead.builder().anchors(SMALL_ANCHORS).boxLoss(Losses.parse("giou + 0.5*l1"));
  }

  @Override
  protected HeadBuilder<?> otherOptions() {
    return YoloHead.builder()
        .objectnessLoss(Losses.parse("focal(alpha=0.4)"))
        .sizeRatio(3)
        .ignoreIou(0.55)
        .boxLoss(Losses.parse("siou"));
  }

  /** Models of the first version have this name. */
  @Test
  void oldNamesOfOptionsAreRead() throws IOException {
    String json =
        "{\"@class\": \"org.dl4jvision.layer.detection.YoloHead\", \"ignoreOverlap\": 0.6}";
    assertEquals(
        YoloHead.builder().ignoreIou(0.6).build(),
        NeuralNetConfiguration.mapper().readValue(json, Head.class));
  }

  /** Objects of one size: all anchors have it, as many as there were. */
  @Test
  void takesAnchorsFromTheData() {
    List<Box> boxes = Collections.nCopies(50, new Box(1, 2, 11, 22));
    YoloHead head = YoloHead.builder().strides(8, 16).fitTo(() -> boxes, 1).build();
    assertEquals(3, head.anchors());
    for (double[][] level : head.anchorGenerator().sizes()) {
      for (double[] size : level) {
        assertArrayEquals(new double[] {10, 20}, size, 1e-12);
      }
    }
  }

  /** A prediction that sees an object well without having been asked to is no mistake. */
  @Test
  void ignoresWhatSeesAnObjectAnyway() {
    Head head = head();
    ObjectBox object = new ObjectBox(new Box(100, 80, 140, 120), 1, false);
    Matches matches = head.match(List.of(object));
    Matches all = head.refine(matches, prediction -> object.box(), 0);
    Matches none = head.refine(matches, prediction -> new Box(0, 0, 9, 9), 0);
    for (int p = 0; p < matches.predictions(); p++) {
      assertEquals(matches.match(p), none.match(p));
      assertEquals(matches.isForeground(p) ? 0 : Matches.IGNORED, all.match(p));
    }
  }
}
