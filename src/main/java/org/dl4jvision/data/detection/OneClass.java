package org.dl4jvision.data.detection;

import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;

/** A data set whose objects are all of one class: for heads that do not tell classes apart. */
public final class OneClass extends ForwardingDataset<DetectionSample, DetectionDataset>
    implements DetectionDataset {

  public OneClass(DetectionDataset dataset) {
    super(dataset);
  }

  @Override
  public List<String> classNames() {
    return List.of("object");
  }

  @Override
  public DetectionSample get(Split split, int index) {
    DetectionSample sample = dataset().get(split, index);
    return sample.withObjects(ofOneClass(sample.objects()));
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    DetectionSample sample = dataset().window(split, index, region, minVisibility);
    return sample.withObjects(ofOneClass(sample.objects()));
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    return ofOneClass(dataset().objects(split, index));
  }

  @Override
  public CocoId imageId(Split split, int index) {
    return dataset().imageId(split, index);
  }

  /** The id of the only class there is; 1 where there are several. */
  @Override
  public List<CocoId> categoryIds() {
    List<CocoId> ids = dataset().categoryIds();
    return ids.size() == 1 ? ids : DetectionDataset.super.categoryIds();
  }

  private static List<ObjectBox> ofOneClass(List<ObjectBox> objects) {
    return objects.stream().map(o -> new ObjectBox(o.box(), 0, o.ignored())).toList();
  }
}
