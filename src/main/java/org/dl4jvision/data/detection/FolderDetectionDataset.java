package org.dl4jvision.data.detection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.FolderOptions;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.Annotations.Image;
import org.dl4jvision.data.format.Annotations.Thing;
import org.dl4jvision.data.format.DetectionFormat;
import org.dl4jvision.data.format.ObjectRules;
import org.dl4jvision.io.MemoryBudget;
import org.dl4jvision.io.Parallel;

/**
 * Images and objects in a folder of one of the {@link DetectionFormat}s. Images are PNG, JPEG,
 * TIFF, BMP or GIF, gray or colour, 8 or 16 bits.
 *
 * <p>Everything but the pixels is read and checked when the data set is built. What makes the data
 * unusable (an undeclared class, a coordinate that is no number, reversed corners, a missing image,
 * a file that is cut off, XML with a document type) is an {@link IllegalArgumentException} that
 * names file and object. Boxes without an area or outside of their image are dropped, those that
 * reach out of it clipped, and {@link #warnings} tells of it.
 *
 * <p>Where there are no validation images, a fifth of the training images, drawn by a seed, is held
 * out. Decoded files stay in memory up to a limit. Immutable and thread-safe.
 */
public final class FolderDetectionDataset implements DetectionDataset {

  private static final int HOLD_OUT = 5;

  private final String name;
  private final DetectionFormat format;
  private final List<String> classNames;
  private final List<Integer> categoryIds;
  private final int channels;
  private final List<String> warnings;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);
  private final MemoryBudget memory;

  /** The images of a split, their objects and what is in memory. */
  private record Part(
      List<Image> images, List<List<ObjectBox>> objects, AtomicReferenceArray<Pixels> decoded) {}

  private FolderDetectionDataset(Builder builder) {
    Path folder = builder.folder();
    name = builder.name();
    format = builder.format == null ? DetectionFormat.of(folder) : builder.format;
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no such folder: " + folder);
    }
    Annotations found = format.reader().read(folder, builder.classNames());
    List<String> reports = new ArrayList<>(found.warnings());
    Map<Split, List<Image>> splits = new EnumMap<>(found.splits());
    for (Split split : Split.values()) {
      splits.putIfAbsent(split, List.of());
    }
    holdOut(splits, builder.seed, reports);
    builder.checkRequired(split -> splits.get(split).size(), format.reader().accepted());
    classNames =
        found.classNames() == null ? classesOf(splits, folder) : unique(found.classNames());
    categoryIds =
        found.categoryIds() == null
            ? DetectionDataset.super.categoryIds()
            : List.copyOf(found.categoryIds());
    ObjectRules rules = new ObjectRules(classNames);
    splits.forEach(
        (split, images) ->
            parts.put(
                split,
                new Part(
                    List.copyOf(images),
                    images.stream().map(rules::apply).map(List::copyOf).toList(),
                    new AtomicReferenceArray<>(images.size()))));
    reports.addAll(rules.warnings());
    warnings = List.copyOf(reports);
    channels = builder.channelsOf(splits.values().stream().flatMap(List::stream).map(Image::file));
    memory = builder.memory();
    parts.values().forEach(this::fill);
  }

  /** A data set in this folder; see the options. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  private static void holdOut(Map<Split, List<Image>> splits, long seed, List<String> reports) {
    List<Image> train = splits.get(Split.TRAIN);
    if (!splits.get(Split.VALIDATION).isEmpty() || train.size() < 2) {
      return;
    }
    List<Image> shuffled = new ArrayList<>(train);
    Collections.shuffle(shuffled, new Random(Seeds.mix(seed)));
    Set<Image> held = new HashSet<>(shuffled.subList(0, Math.max(1, train.size() / HOLD_OUT)));
    splits.put(Split.VALIDATION, train.stream().filter(held::contains).toList());
    splits.put(Split.TRAIN, train.stream().filter(image -> !held.contains(image)).toList());
    reports.add(
        "there are no validation images: "
            + held.size()
            + " of "
            + train.size()
            + " training images, drawn by seed "
            + seed
            + ", are held out for it");
  }

  /** Undeclared classes are those that occur, by name. */
  private static List<String> classesOf(Map<Split, List<Image>> splits, Path folder) {
    List<String> names =
        splits.values().stream()
            .flatMap(List::stream)
            .flatMap(image -> image.objects().stream())
            .map(Thing::className)
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no object on any image in " + folder);
    }
    return names;
  }

  private static List<String> unique(List<String> names) {
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "classes must be at least one and all different, but are " + names);
    }
    return List.copyOf(names);
  }

  /** Decodes as much as fits in memory, which finds damaged files before a training starts. */
  private void fill(Part part) {
    Parallel.forEach(
        part.images().size(),
        i -> {
          ImageSize size = part.images().get(i).size();
          if (memory.has((long) channels * size.height() * size.width())) {
            decode(part, i);
          }
        });
  }

  private Pixels decode(Part part, int i) {
    Pixels pixels = part.decoded().get(i);
    if (pixels == null) {
      pixels = ImageFiles.readPixels(part.images().get(i).file()).withChannels(channels);
      if (memory.take(pixels.memory())) {
        part.decoded().set(i, pixels);
      }
    }
    return pixels;
  }

  @Override
  public String name() {
    return name;
  }

  /** The format that was found or named. */
  public DetectionFormat format() {
    return format;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public List<Integer> categoryIds() {
    return categoryIds;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int size(Split split) {
    return parts.get(split).images().size();
  }

  @Override
  public String imageName(Split split, int index) {
    return parts.get(split).images().get(index).name();
  }

  /** The file of an image. */
  public Path file(Split split, int index) {
    return parts.get(split).images().get(index).file();
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return parts.get(split).images().get(index).size();
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    return parts.get(split).objects().get(index);
  }

  @Override
  public long imageId(Split split, int index) {
    long id = parts.get(split).images().get(index).id();
    return id < 0 ? DetectionDataset.super.imageId(split, index) : id;
  }

  @Override
  public DetectionSample get(Split split, int index) {
    Part part = parts.get(split);
    Pixels pixels = decode(part, index);
    return new DetectionSample(
        part.images().get(index).name(),
        channels,
        pixels.height(),
        pixels.width(),
        pixels.toFloats(),
        part.objects().get(index));
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** Options; nothing has to be set. */
  public static final class Builder extends FolderOptions<Builder> {
    private DetectionFormat format;
    private long seed = 42;

    private Builder(Path folder) {
      super(folder);
    }

    /** Null (the default) to find it by the folder's layout. */
    public Builder format(DetectionFormat format) {
      this.format = format;
      return this;
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

    /** Draws the images that are held out where there are none for validation; default 42. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Reads and checks the data.
     *
     * @throws IllegalArgumentException naming the first file, object or option at fault
     */
    public FolderDetectionDataset build() {
      return new FolderDetectionDataset(this);
    }
  }
}
