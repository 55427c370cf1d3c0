package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskOutline;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.ImageIndex;
import org.dl4jvision.data.format.Notes;

/**
 * MVTec AD: {@code train/good/X.png} without defects, {@code test/DEFECT/X.png} with {@code
 * ground_truth/DEFECT/X_mask.png}, and {@code test/good/X.png}, of one category or of several. A
 * mask is an object whose class is the folder's name; what is not 0 in it is inside. Images in
 * folders called good (or ok) are background.
 */
public final class MvtecFormat implements AnnotationFormat {

  private static final Set<String> GOOD = Set.of("good", "ok");
  private static final String TRUTH = "ground_truth";

  /** The format, as the registry makes it. */
  public MvtecFormat() {}

  @Override
  public String name() {
    return "mvtec";
  }

  @Override
  public String help() {
    return "MVTec AD: train/good, test/DEFECT and ground_truth/DEFECT/X_mask.png";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "train/good/X.png, test/DEFECT/X.png, ground_truth/DEFECT/X_mask.png and"
        + " test/good/X.png, in the folder or in one a category";
  }

  @Override
  public String source() {
    return "MVTec AD, MVTec LOCO AD, BTAD and sets in their form, such as those that Anomalib"
        + " reads";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> homes =
        folder.folders(TRUTH).stream()
            .filter(truth -> !folder.imagesBelow(truth).isEmpty())
            .map(Path::getParent)
            .filter(home -> home != null && !folder.imagesBelow(home.resolve("test")).isEmpty())
            .toList();
    if (homes.isEmpty()) {
      return Optional.empty();
    }
    List<Path> evidence = homes.stream().map(home -> home.resolve(TRUTH)).toList();
    int count = homes.stream().mapToInt(home -> folder.imagesBelow(home).size()).sum();
    return Optional.of(
        Found.byLayout(this, folder, evidence, options -> read(folder, homes)).explaining(count));
  }

  private static Annotations read(DataFolder folder, List<Path> homes) {
    Notes notes = new Notes();
    List<AnnotatedImage> images = new ArrayList<>();
    Set<String> defects = new TreeSet<>();
    for (Path home : homes) {
      List<Path> tested = folder.imagesBelow(home.resolve("test"));
      Map<Path, List<Path>> masks = masks(folder, home, tested, notes);
      for (Path image : folder.imagesBelow(home.resolve("train"))) {
        addGood(images, image, Split.TRAIN, notes);
      }
      for (Path image : tested) {
        List<Path> ofImage = masks.get(image);
        if (ofImage == null) {
          addGood(images, image, Split.TEST, notes);
          continue;
        }
        String defect = parent(image);
        defects.add(defect);
        images.add(
            AnnotatedImage.of(image)
                .source(ofImage.get(0))
                .split(Split.TEST)
                .objects(ofImage.stream().map(mask -> object(mask, defect)).toList())
                .build());
      }
    }
    return Annotations.of(images).withClassNames(List.copyOf(defects)).withWarnings(notes.lines());
  }

  /** The masks of each image: one, or several in a folder of its name. */
  private static Map<Path, List<Path>> masks(
      DataFolder folder, Path home, List<Path> tested, Notes notes) {
    ImageIndex index = new ImageIndex(folder.root(), tested);
    Path truth = home.resolve(TRUTH);
    Map<Path, List<Path>> masks = new HashMap<>();
    for (Path mask : folder.imagesBelow(truth)) {
      Path inside = truth.relativize(mask);
      String name =
          inside.getNameCount() > 2
              ? inside.getName(1).toString()
              : ImageFiles.stem(mask).replaceFirst("_mask$", "");
      String stated = home.resolve("test").resolve(inside.getName(0)).resolve(name).toString();
      Optional<Path> image =
          index.find(stated, mask).filter(one -> parent(one).equals(inside.getName(0).toString()));
      if (image.isPresent()) {
        masks.computeIfAbsent(image.get(), key -> new ArrayList<>()).add(mask);
      } else {
        notes.add("%d masks have no image and are left out, the first is %s", mask);
      }
    }
    return masks;
  }

  private static String parent(Path image) {
    return image.getParent().getFileName().toString();
  }

  private static void addGood(List<AnnotatedImage> images, Path image, Split split, Notes notes) {
    if (GOOD.contains(parent(image))) {
      images.add(AnnotatedImage.of(image).split(split).build());
    } else {
      notes.add("%d images have no mask and are left out, the first is %s", image);
    }
  }

  private static Annotation object(Path mask, String defect) {
    return Annotation.of(
        "the mask " + mask.getFileName() + " (" + defect + ")",
        defect,
        new MaskOutline.Source(MaskFile.of(mask)).outline(MaskSamples::isSet),
        Set.of());
  }
}
