package org.dl4jvision.data.format.mask;

import java.awt.Dimension;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;
import org.dl4jvision.data.image.Decoded;
import org.dl4jvision.data.image.ImageLoader;

/**
 * SYNTHIA: {@code RGB/X.png} with {@code GT/LABELS/X.png}, PNG files of 16 bits whose first channel
 * is the class and whose second one is the instance, which is left alone. Classes are those of
 * SYNTHIA-RAND-CITYSCAPES; class 0 is void.
 */
public final class SynthiaFormat implements AnnotationFormat {

  private static final List<String> CLASSES =
      List.of(
          "Sky",
          "Building",
          "Road",
          "Sidewalk",
          "Fence",
          "Vegetation",
          "Pole",
          "Car",
          "Traffic sign",
          "Pedestrian",
          "Bicycle",
          "Motorcycle",
          "Parking-slot",
          "Road-work",
          "Traffic light",
          "Terrain",
          "Rider",
          "Truck",
          "Bus",
          "Train",
          "Wall",
          "Lanemarking");

  /** The format, as the registry makes it. */
  public SynthiaFormat() {}

  @Override
  public String name() {
    return "synthia";
  }

  @Override
  public String help() {
    return "SYNTHIA: RGB/X.png with GT/LABELS/X.png, whose first channel is the class";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "RGB/X.png and GT/LABELS/X.png";
  }

  @Override
  public String source() {
    return "SYNTHIA-RAND-CITYSCAPES, unpacked; GT/COLOR is left alone";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> homes =
        folder.folders("LABELS").stream()
            .map(Path::getParent)
            .filter(gt -> gt != null && gt.getParent() != null && name(gt).equalsIgnoreCase("GT"))
            .filter(gt -> !folder.imagesBelow(labels(folder, gt)).isEmpty())
            .filter(gt -> !folder.imagesBelow(gt.resolveSibling("RGB")).isEmpty())
            .toList();
    return homes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byLayout(this, folder, homes, options -> read(folder, homes))
                .explaining(
                    homes.stream()
                        .mapToInt(
                            gt ->
                                folder.imagesBelow(gt).size()
                                    + folder.imagesBelow(gt.resolveSibling("RGB")).size())
                        .sum()));
  }

  private static String name(Path folder) {
    return folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  private static Path labels(DataFolder folder, Path gt) {
    return folder.foldersIn(gt).stream()
        .filter(one -> name(one).equalsIgnoreCase("LABELS"))
        .findFirst()
        .orElse(gt);
  }

  private static Annotations read(DataFolder folder, List<Path> homes) {
    List<Path> images =
        homes.stream()
            .flatMap(gt -> folder.imagesBelow(gt.resolveSibling("RGB")).stream())
            .toList();
    List<Path> masks =
        homes.stream().flatMap(gt -> folder.imagesBelow(labels(folder, gt)).stream()).toList();
    MaskSet set = new MaskSet(folder, images, masks, mask -> imageOf(folder, homes, mask));
    MaskLegend.Builder legend = MaskLegend.builder(folder.root()).voidNumber(0);
    for (int i = 0; i < CLASSES.size(); i++) {
      legend.number(i + 1, CLASSES.get(i));
    }
    return set.annotations(
            (image, mask) -> image.mask(new MaskFile(mask, SynthiaFormat::firstChannel)))
        .withLegend(legend.build());
  }

  /** Of GT/LABELS/a/X RGB/a/X. */
  private static String imageOf(DataFolder folder, List<Path> homes, Path mask) {
    Path gt = homes.stream().filter(mask::startsWith).findFirst().orElseThrow();
    Path inside = labels(folder, gt).relativize(mask);
    return gt.resolveSibling("RGB").resolve(inside).toString();
  }

  private static Mask firstChannel(Path file) {
    Decoded image = ImageLoader.decoded(file);
    Raster raster = image.raster();
    int[] classes =
        raster.getSamples(
            raster.getMinX(),
            raster.getMinY(),
            raster.getWidth(),
            raster.getHeight(),
            0,
            (int[]) null);
    Dimension size = image.uprightSize();
    return new Mask(size.height, size.width, image.upright(classes));
  }
}
