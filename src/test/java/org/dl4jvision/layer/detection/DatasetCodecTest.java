package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.Shared;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boxes of whole data sets to targets and back, with every head. */
class DatasetCodecTest {

  enum Data {
    SYNTHETIC(128, 4, 8, 16, 32),
    BCCD(256, 8, 16, 32),
    NUCLEI(256, 4, 8, 16, 32);

    private final int side;
    private final int[] strides;

    Data(int side, int... strides) {
      this.side = side;
      this.strides = strides;
    }

    DetectionDataset open() {
      if (this == SYNTHETIC) {
        return SyntheticObjects.builder().build();
      }
      return FolderDetectionDataset.builder(Shared.data(name().toLowerCase(Locale.ROOT))).build();
    }

    List<List<ObjectBox>> images(DetectionDataset dataset) {
      List<List<ObjectBox>> images = new ArrayList<>();
      for (Split split : Split.values()) {
        for (int i = 0; i < dataset.size(split); i++) {
          var transform = Resizing.LETTERBOX.transform(dataset.imageSize(split, i), side);
          images.add(
              dataset.objects(split, i).stream()
                  .map(o -> new ObjectBox(transform.apply(o.box()), o.classIndex(), o.ignored()))
                  .toList());
        }
      }
      return images;
    }
  }

  @ParameterizedTest
  @EnumSource(Data.class)
  void everyBoxComesBack(Data data, TestReporter reporter) {
    DetectionDataset dataset = data.open();
    List<List<ObjectBox>> images = data.images(dataset);
    int objects = images.stream().mapToInt(List::size).sum();
    assertTrue(objects > 100);
    List<Box> boxes = images.stream().flatMap(List::stream).map(ObjectBox::box).toList();
    int classes = dataset.classNames().size();
    List<Head> heads = new ArrayList<>(Scenes.heads(classes, data.side, data.side, data.strides));
    heads.add(
        YoloHead.builder()
            .classes(classes)
            .imageWidth(data.side)
            .imageHeight(data.side)
            .strides(data.strides)
            .anchors(AnchorSizes.cluster(boxes, data.strides.length, 3, 1))
            .build());
    for (Head head : heads) {
      int missed = 0;
      for (int i = 0; i < images.size(); i += 16) {
        missed +=
            BaseHeadTestCase.assertRoundTrip(
                head, images.subList(i, Math.min(i + 16, images.size())));
      }
      reporter.publishEntry(
          data + " " + head.getClass().getSimpleName(), missed + " of " + objects + " collide");
      assertTrue(missed <= 0.002 * objects, head + ": " + missed + " of " + objects);
    }
  }
}
