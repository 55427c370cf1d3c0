package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.dl4jvision.data.EpochIterator;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Presets are to the last bit what they were before there were expressions. */
class PresetNumbersTest {

  private static int hash(EpochIterator batches) {
    int hash = 1;
    for (int epoch = 0; epoch < 2; epoch++) {
      batches.startEpoch(epoch);
      for (int i = 0; i < 3; i++) {
        DataSet batch = batches.next();
        hash = 31 * hash + hash(batch.getFeatures());
        hash = 31 * hash + hash(batch.getLabels());
        hash = 31 * hash + hash(batch.getLabelsMaskArray());
      }
    }
    return hash;
  }

  private static int hash(INDArray array) {
    return array == null ? 0 : Arrays.hashCode(array.dup('c').data().asFloat());
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0, -506615324",
    "none, 48, 268447684",
    "upright, 0, -164186417",
    "upright, 48, 1552678101",
    "all, 0, -1004287156",
    "all, 48, -1567368003"
  })
  void ofMaps(String expression, int crop, int expected) {
    SegmentationIterator batches =
        SegmentationIterator.builder(SyntheticCells.builder().build(), Split.TRAIN)
            .batchSize(4)
            .shuffle(true)
            .seed(5)
            .augmentation(Augmentation.builder().changes(expression).crop(crop).build())
            .build();
    assertEquals(expected, hash(batches));
  }

  @ParameterizedTest
  @CsvSource({
    "none, 959679868",
    "none + mosaic, -1869866050",
    "upright, -1074826611",
    "upright + mosaic, -1369762438",
    "all, -1313732952",
    "all + mosaic, -1598063523"
  })
  void ofBoxes(String expression, int expected) {
    DetectionIterator batches =
        DetectionIterator.builder(SyntheticObjects.builder().build(), Split.TRAIN, 64)
            .batchSize(4)
            .shuffle(true)
            .seed(5)
            .augmentation(DetectionAugmentation.builder().changes(expression).build())
            .build();
    assertEquals(expected, hash(batches));
  }
}
