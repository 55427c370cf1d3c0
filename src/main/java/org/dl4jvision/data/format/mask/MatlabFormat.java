package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;
import org.dl4jvision.io.Parallel;

/**
 * Masks in MATLAB files of the images' names: a matrix, a structure with {@code Segmentation}, as
 * CrackForest has, SBD's {@code GTcls} with Pascal VOC's classes, or BSDS's boundaries, which are
 * class 1 where anyone drew one. Where no mask has a 0, values count from 1 as MATLAB does, which
 * is said. Files are read by the optional library {@code us.hebi.matlab.mat:mfl-core}.
 */
public final class MatlabFormat implements AnnotationFormat {

  private static final String HEAD = "MATLAB 5.0 MAT-file";
  private static final String HDF5 = "MATLAB 7.3 MAT-file";

  /** The format, as the registry makes it. */
  public MatlabFormat() {}

  @Override
  public String name() {
    return "matlab";
  }

  @Override
  public String help() {
    return "masks in MATLAB files: a matrix, a structure with Segmentation, GTcls or boundaries";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "a .mat file of each image's name, saved by -v7 or -v6, in any folder; splits as folders"
        + " or lists train.txt, val.txt and test.txt";
  }

  @Override
  public String source() {
    return "CrackForest, BSDS500, SBD (benchmark.tgz: img/, cls/, train.txt and val.txt); MATLAB:"
        + " save(file, 'mask', '-v7')";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = masks(folder);
    return FilePerImage.find(
        this, folder, files, file -> isOwn(folder, file), options -> read(folder, files));
  }

  /** Instances beside classes say the same pixels once more. */
  private static List<Path> masks(DataFolder folder) {
    return folder.files("mat").stream()
        .filter(
            file ->
                !file.getParent().endsWith("inst")
                    || folder.filesIn(file.getParent().resolveSibling("cls")).isEmpty())
        .toList();
  }

  private static boolean isOwn(DataFolder folder, Path file) {
    String head = folder.head(file);
    return (head.startsWith(HEAD) || head.startsWith(HDF5)) && hasImage(folder, file);
  }

  private static boolean hasImage(DataFolder folder, Path file) {
    try {
      return folder.index().find(name(file), file).isPresent();
    } catch (IllegalArgumentException e) {
      return true; // There are several; which is meant, is asked when it is read.
    }
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".mat")
        ? name.substring(0, name.length() - ".mat".length())
        : name;
  }

  private static Annotations read(DataFolder folder, List<Path> files) {
    for (Path file : files) {
      if (folder.head(file).startsWith(HDF5)) {
        throw new IllegalArgumentException(
            file + ": is of MATLAB 7.3 (HDF5), which is not read: save it by -v7");
      }
    }
    MaskSet set =
        new MaskSet(
            folder, folder.images(), files, file -> file.resolveSibling(name(file)).toString());
    List<String> warnings = new ArrayList<>(set.warnings());
    Map<Path, Path> masks = set.masks();
    Annotations annotations =
        MaskFormat.annotations(
            folder,
            masks,
            file -> new MaskFile(file, one -> open(one).mask()),
            List.of(),
            warnings);
    return legend(folder, List.copyOf(masks.values()), warnings)
        .map(annotations::withLegend)
        .orElse(annotations)
        .withWarnings(warnings);
  }

  private static MatlabFile open(Path file) {
    try {
      return MatlabFile.read(file);
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          file + ": MATLAB files need the library us.hebi.matlab.mat:mfl-core on the class path",
          e);
    }
  }

  /** What all files hold. */
  private static MatlabFile.Kind kind(List<Path> masks) {
    List<MatlabFile.Kind> kinds = Parallel.map(masks.size(), i -> open(masks.get(i)).kind());
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) != kinds.get(0)) {
        throw new IllegalArgumentException(
            masks.get(i)
                + ": holds "
                + kinds.get(i)
                + ", but "
                + masks.get(0)
                + " "
                + kinds.get(0));
      }
    }
    return kinds.get(0);
  }

  private static Optional<MaskLegend> legend(
      DataFolder folder, List<Path> masks, List<String> warnings) {
    if (masks.isEmpty()) {
      return Optional.empty();
    }
    MatlabFile.Kind kind = kind(masks);
    return switch (kind) {
      case VOC_CLASSES -> Optional.of(VocLegend.ofNumbers(folder.root()));
      case BOUNDARIES -> {
        warnings.add(
            "the masks are segments that people drew, whose numbers are no classes: a pixel is of"
                + " class boundary where anyone drew one");
        yield Optional.of(
            MaskLegend.builder(folder.root())
                .number(0, "background")
                .number(1, "boundary")
                .build());
      }
      case MATRIX, SEGMENTATION -> {
        Set<Path> homes = new TreeSet<>();
        masks.forEach(mask -> homes.add(mask.getParent()));
        Optional<MaskLegend> told = LegendFiles.find(folder, homes, warnings);
        yield told.isPresent() ? told : fromOne(folder, masks, warnings);
      }
    };
  }

  /** Classes whose values count from 1; empty where some mask has a 0. */
  private static Optional<MaskLegend> fromOne(
      DataFolder folder, List<Path> masks, List<String> warnings) {
    TreeSet<Integer> values = new TreeSet<>();
    Parallel.map(masks.size(), i -> distinct(open(masks.get(i)).mask())).forEach(values::addAll);
    if (values.first() == 0
        || values.size() < 2
        || folder.has(folder.root().resolve("classes.txt"))) {
      return Optional.empty();
    }
    warnings.add(
        "the values of the masks are "
            + values.first()
            + " to "
            + values.last()
            + ", as MATLAB counts from 1: value 1 is the first class");
    List<String> two = List.of("background", "foreground");
    MaskLegend.Builder legend = MaskLegend.builder(folder.root());
    for (int value = 1; value <= values.last(); value++) {
      legend.number(value, values.last() == 2 ? two.get(value - 1) : "class" + value);
    }
    return Optional.of(legend.build());
  }

  private static Set<Integer> distinct(Mask mask) {
    Set<Integer> values = new TreeSet<>();
    Arrays.stream(mask.codes()).distinct().forEach(values::add);
    return values;
  }
}
