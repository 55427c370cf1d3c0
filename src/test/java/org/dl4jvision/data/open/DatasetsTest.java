package org.dl4jvision.data.open;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.open.Datasets.Opened;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class DatasetsTest {

  @TempDir Path folder;

  @Test
  void masksAreForFit() throws IOException {
    Opened opened = Datasets.open(TinyData.cells(folder));
    assertEquals(Set.of(Content.MASKS), opened.contents());
    assertEquals(
        "format: masks (train/labels and 1 more; 12 of 12 image files)", opened.recognition());
    SegmentationDataset data = opened.segmentation().build();
    DataSetIterator batches = data.iterator(Split.TRAIN, 2);
    DataSet first = batches.next();
    assertArrayEquals(new long[] {2, 1}, shape(first.getLabels(), 2));
    for (int side = 2; side < 4; side++) {
      assertEquals(0, first.getFeatures().size(side) % 32);
      assertEquals(first.getFeatures().size(side), first.getLabels().size(side));
    }
    INDArray ofFirstEpoch = first.getFeatures().dup();
    batches.reset();
    assertNotEquals(ofFirstEpoch, batches.next().getFeatures());
  }

  private static long[] shape(INDArray array, int count) {
    long[] shape = new long[count];
    System.arraycopy(array.shape(), 0, shape, 0, count);
    return shape;
  }

  @Test
  void boxesAreForFit() throws IOException {
    DetectionDataset data = Datasets.open(TinyData.objects(folder)).detection().build();
    DataSet batch = data.iterator(Split.VALIDATION, 2, 64).next();
    assertArrayEquals(new long[] {2, 1, 64, 64}, batch.getFeatures().shape());
    assertEquals(2, batch.getLabels().size(0));
    assertEquals(6, batch.getLabels().size(2));
  }

  @Test
  void whatIsNoDataSetIsRefused() {
    Path none = folder.resolve("none");
    assertEquals("no such folder: " + none + "\n", Refusals.messages(() -> Datasets.open(none)));
  }
}
