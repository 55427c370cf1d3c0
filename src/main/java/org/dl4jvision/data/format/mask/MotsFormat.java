package org.dl4jvision.data.format.mask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;
import org.dl4jvision.data.format.Tally;
import org.dl4jvision.io.TextFiles;

/**
 * MOTS, multi-object tracking and segmentation: PNG files of 16 bits in {@code instances/} beside
 * {@code images/}, in which an object is 1000 times its class plus its number, 10000 is an area to
 * ignore and 0 is background. Class k is line k of {@code labels.txt}; without it classes are
 * KITTI's, 1 car and 2 pedestrian.
 */
public final class MotsFormat implements AnnotationFormat {

  private static final String MASKS = "instances";
  private static final List<String> CLASSES = List.of("car", "pedestrian");

  /** Where a PNG file says its bits a sample and its kind, of which 0 is gray. */
  private static final int BITS = 24;

  private static final int KIND = 25;

  /** The format, as the registry makes it. */
  public MotsFormat() {}

  @Override
  public String name() {
    return "mots";
  }

  @Override
  public String help() {
    return "MOTS: 16-bit PNG files in instances/, 1000 times the class plus the object's number";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "instances/SEQUENCE/X.png of 16 bits, images/SEQUENCE/X.jpg (or image_02/ or img1/) and"
        + " labels.txt where classes are not 1 car and 2 pedestrian";
  }

  @Override
  public String source() {
    return "KITTI MOTS (instances.zip and the images of the left camera), MOTSChallenge; CVAT:"
        + " Actions, Export task dataset, MOTS PNG 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> masks =
        folder.folders(MASKS).stream()
            .flatMap(home -> folder.imagesBelow(home).stream())
            .distinct()
            .toList();
    if (masks.size() == folder.images().size()) {
      return Optional.empty();
    }
    List<Path> own = folder.sample(masks).stream().filter(MotsFormat::isOfSixteenBits).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byLayout(this, folder, own, options -> read(folder, masks))
                .explaining(Math.min(2 * masks.size(), folder.images().size())));
  }

  private static boolean isOfSixteenBits(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] head = stream.readNBytes(KIND + 1);
      return head.length > KIND && head[1] == 'P' && head[BITS] == 16 && head[KIND] == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Annotations read(DataFolder folder, List<Path> masks) {
    List<String> warnings = new ArrayList<>();
    List<Path> images = images(folder, Set.copyOf(masks), warnings);
    List<Path> labels = folder.named("labels.txt");
    List<String> names = labels.isEmpty() ? CLASSES : TextFiles.lines(labels.get(0));
    for (Path other : labels) {
      if (!TextFiles.lines(other).equals(names)) {
        throw new IllegalArgumentException(
            other + ": names other classes than " + labels.get(0) + ", but all need the same");
      }
    }
    MotsObjects objects = new MotsObjects(names);
    Annotations annotations =
        new MaskSet(folder, images, masks, MotsFormat::imageOf)
            .annotations((image, mask) -> image.objects(objects.of(mask)));
    warnings.addAll(annotations.warnings());
    return annotations.withClassNames(objects.classNames()).withWarnings(warnings);
  }

  /** Images that may have a mask: sequences for testing have the numbers of others. */
  private static List<Path> images(DataFolder folder, Set<Path> masks, List<String> warnings) {
    boolean tested = masks.stream().anyMatch(mask -> isForTesting(folder, mask));
    Tally testing = new Tally();
    List<Path> images = new ArrayList<>();
    for (Path image : folder.images()) {
      if (!tested && isForTesting(folder, image)) {
        testing.add(image);
      } else if (!masks.contains(image)) {
        images.add(image);
      }
    }
    testing.report(
        "%d images for testing have no mask and are left out, the first is %s", warnings);
    return images;
  }

  private static boolean isForTesting(DataFolder folder, Path file) {
    return Split.above(file, folder.root()).equals(Optional.of(Split.TEST));
  }

  /** Of instances/0001/X images/0001/X: of what the folder of images is called, 0001/X agrees. */
  private static String imageOf(Path mask) {
    return mask.toString().replaceAll("\\b" + MASKS + "\\b(?!.*\\b" + MASKS + "\\b)", "images");
  }
}
