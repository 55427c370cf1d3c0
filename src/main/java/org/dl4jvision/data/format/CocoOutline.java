package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.RunLengths;
import org.dl4jvision.io.coco.CocoSegmentation;
import org.dl4jvision.io.coco.CocoSegmentation.Broken;
import org.dl4jvision.io.coco.CocoSegmentation.Polygons;
import org.dl4jvision.io.coco.CocoSegmentation.Runs;

/** COCO's segmentations as outlines, for all formats that have them. */
public final class CocoOutline {

  private CocoOutline() {}

  /**
   * The outline of a segmentation; one that is damaged says so when it is asked for anything.
   *
   * @param segmentation null for none
   * @param object its file and name, for messages
   */
  public static Optional<Outline> of(CocoSegmentation segmentation, String object) {
    if (segmentation instanceof Polygons polygons) {
      List<Outline> parts =
          polygons.rings().stream().<Outline>map(ring -> new Outline.Polygon(ring)).toList();
      return Optional.of(Outline.union(parts));
    }
    if (segmentation instanceof Runs runs) {
      return Optional.of(new RunLengths(new ImageSize(runs.height(), runs.width()), runs.counts()));
    }
    return segmentation instanceof Broken broken
        ? Optional.of(new Damaged(object + " " + broken.problem()))
        : Optional.empty();
  }

  private record Damaged(String message) implements Outline {

    @Override
    public Box bounds() {
      throw new IllegalArgumentException(message);
    }

    @Override
    public PixelRegion region(ImageSize size) {
      throw new IllegalArgumentException(message);
    }
  }
}
