package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.task.detection.DetectionOptions;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.junit.jupiter.api.Test;

class DataOptionsTest {

  @Test
  void runsOfEarlierVersionsHoldOutAsTheseDid() {
    SegmentationOptions masks = new SegmentationOptions();
    masks.setEarlier(Set.of("data", "seed"));
    assertEquals(HoldOut.FIFTH, masks.source.holdOut);
    DetectionOptions boxes = new DetectionOptions();
    boxes.setEarlier(Set.of());
    assertEquals(HoldOut.DRAWN, boxes.source.holdOut);
  }

  @Test
  void runsOfThisVersionSayHowTheyHoldOut() {
    SegmentationOptions options = new SegmentationOptions();
    assertEquals("stratified", options.toMap().get("hold-out"));
    options.setEarlier(options.toMap().keySet());
    assertEquals(HoldOut.STRATIFIED, options.source.holdOut);
  }
}
