package org.dl4jvision.data.detection;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.ClassNames;
import org.dl4jvision.data.folder.FolderDataset;
import org.dl4jvision.data.folder.FolderOptions;
import org.dl4jvision.data.folder.ObjectRules;
import org.dl4jvision.data.folder.OpenPixels;
import org.dl4jvision.data.folder.PlaneWindows;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.io.coco.CocoId;

/**
 * Images and objects in a folder of one of the {@link AnnotationFormats} that have boxes.
 *
 * <p>Everything but the pixels is read and checked when the data set is built. What makes the data
 * unusable (an undeclared class, a coordinate that is no number, reversed corners, a missing image,
 * a file that is cut off, XML with a document type) is an {@link IllegalArgumentException} that
 * names file and object. Boxes without an area or outside of their image are dropped, those that
 * reach out of it clipped, and {@link #warnings} tells of it. Crowds and difficult objects are
 * ignored ones.
 *
 * <p>Where there are no validation images, some of the training images are held out. Decoded files
 * stay in memory up to a limit. Immutable and thread-safe.
 */
public final class FolderDetectionDataset extends FolderDataset<DetectionSample>
    implements DetectionDataset {

  /** What formats must say, one of these, to be read. */
  public static final List<Content> CONTENTS = List.of(Content.BOXES, Content.OUTLINES);

  private final List<String> classNames;
  private final Map<AnnotatedImage, List<ObjectBox>> objects = new ConcurrentHashMap<>();

  private FolderDetectionDataset(Builder builder, Path folder) {
    super(builder, CONTENTS);
    begin("checking objects");
    classNames =
        ClassNames.require(
            folder,
            declaredClasses().orElseGet(() -> ObjectRules.occurring(folder, images().stream())));
    List<String> repairs = new ArrayList<>();
    new ObjectRules(classNames, Annotation::bounds)
        .apply(
            images(),
            (i, checked) ->
                objects.put(
                    images().get(i),
                    checked.stream()
                        .map(o -> new ObjectBox(o.box(), o.classIndex(), o.object().ignored()))
                        .toList()),
            repairs);
    divide(
        repairs,
        image ->
            objects.get(image).stream()
                .map(object -> classNames.get(object.classIndex()))
                .collect(toSet()));
  }

  /** A builder of the data set in this folder. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  @Override
  protected PlaneWindows open(AnnotatedImage image) {
    return new OpenPixels(image.file(), channels());
  }

  @Override
  protected int bytesOfPixel() {
    return channels();
  }

  @Override
  public DetectionSample get(Split split, int index) {
    return sample(split, index, Region.of(imageSize(split, index)), objects(split, index));
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    return sample(
        split, index, region, DetectionSample.cut(objects(split, index), region, minVisibility));
  }

  private DetectionSample sample(Split split, int index, Region region, List<ObjectBox> objects) {
    return new DetectionSample(
        imageName(split, index),
        channels(),
        region.height(),
        region.width(),
        planes(split, index, region).pixels().toFloats(),
        objects);
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public List<CocoId> categoryIds() {
    return declaredIds().orElseGet(DetectionDataset.super::categoryIds);
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    return objects.get(images(split).get(index));
  }

  @Override
  public CocoId imageId(Split split, int index) {
    return images(split)
        .get(index)
        .id()
        .orElseGet(() -> DetectionDataset.super.imageId(split, index));
  }

  /** Options, none of which has to be set. */
  public static final class Builder extends FolderOptions<Builder> {
    private final Path folder;

    private Builder(Path folder) {
      super(folder);
      this.folder = folder;
    }

    /**
     * The classes in their order; objects of others are an error. Null (the default) for those that
     * the data declare (COCO's categories by id, YOLO's names, {@code classes.txt}), else those
     * that occur, by name.
     */
    @Override
    public Builder classNames(List<String> names) {
      return super.classNames(names);
    }

    /** The same as {@link #splitSeed}. */
    public Builder seed(long seed) {
      return splitSeed(seed);
    }

    /**
     * Reads and checks the data.
     *
     * @throws IllegalArgumentException naming the first file, object or option at fault
     */
    public FolderDetectionDataset build() {
      return opened(() -> new FolderDetectionDataset(this, folder));
    }
  }
}
