package org.dl4jvision.data.detection;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.UnlabeledImages;
import org.dl4jvision.io.coco.CocoId;

/** Images for detectors without ground truth: a sample has no objects. */
public final class UnlabeledDetectionDataset extends UnlabeledImages<DetectionSample>
    implements DetectionDataset {

  private static final int MAX_DIGITS = 18;

  private final long[] ids;

  /** Finds the images; see {@link UnlabeledImages#UnlabeledImages}. */
  public UnlabeledDetectionDataset(Path path, int channels, List<String> classNames) {
    super(path, channels, classNames);
    ids =
        ids(IntStream.range(0, size(Split.TEST)).mapToObj(i -> imageName(Split.TEST, i)).toList());
  }

  /** Numbers in names first, since those that have none can have any. */
  private static long[] ids(List<String> names) {
    Set<Long> taken = new HashSet<>();
    long[] ids = new long[names.size()];
    for (int i = 0; i < ids.length; i++) {
      boolean isNumber = names.get(i).matches("\\d{1," + MAX_DIGITS + "}");
      ids[i] = isNumber ? Long.parseLong(names.get(i)) : -1;
      ids[i] = taken.add(ids[i]) ? ids[i] : -1;
    }
    for (int i = 0; i < ids.length; i++) {
      for (long place = i + 1L; ids[i] < 0; place++) {
        ids[i] = taken.add(place) ? place : -1;
      }
    }
    return ids;
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    return part(index, region);
  }

  @Override
  protected DetectionSample sample(String name, Pixels pixels) {
    return new DetectionSample(
        name, pixels.channels(), pixels.height(), pixels.width(), pixels.toFloats(), List.of());
  }

  /**
   * The number that the file's name is, as COCO's are; else, and where another name is the same
   * number, the image's place from 1, or the next number that is no other image's.
   */
  @Override
  public CocoId imageId(Split split, int index) {
    return CocoId.of(ids[index]);
  }
}
