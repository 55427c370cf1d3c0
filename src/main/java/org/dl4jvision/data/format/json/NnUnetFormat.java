package org.dl4jvision.data.format.json;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;

/**
 * nnU-Net's data sets of 2-D images: {@code imagesTr/X_0000.png}, {@code labelsTr/X.png} and {@code
 * dataset.json}, which names the values of masks in one direction or the other (versions 2 and 1).
 * The label "ignore" is void. Images and masks in {@code imagesTs} and {@code labelsTs} are for
 * testing. An image is one file, gray or color: cases of several channel files and volumes are
 * refused.
 */
public final class NnUnetFormat implements AnnotationFormat {

  private static final String IGNORED = "ignore";
  private static final Pattern CHANNEL = Pattern.compile("(.+)_\\d{4}");

  /** The format, as the registry makes it. */
  public NnUnetFormat() {}

  @Override
  public String name() {
    return "nnunet";
  }

  @Override
  public String help() {
    return "nnU-Net (2-D): imagesTr/X_0000.png, labelsTr/X.png and dataset.json";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "imagesTr/X_0000.png, labelsTr/X.png and dataset.json with \"labels\"";
  }

  @Override
  public String source() {
    return "nnU-Net: a folder nnUNet_raw/DatasetNNN_NAME, version 2 or 1, of PNG, BMP or TIFF"
        + " files";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files =
        folder.named("dataset.json").stream()
            .filter(json -> !folder.filesIn(json.resolveSibling("imagesTr")).isEmpty())
            .filter(json -> !folder.filesIn(json.resolveSibling("labelsTr")).isEmpty())
            .toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, files, options -> read(folder, files)));
  }

  private static Annotations read(DataFolder folder, List<Path> files) {
    if (files.size() > 1) {
      throw new IllegalArgumentException(
          folder.root()
              + " has "
              + files.size()
              + " data sets of nnU-Net ("
              + files.stream().map(file -> folder.name(file.getParent())).collect(joining(", "))
              + "), each with classes of its own: name the folder of one");
    }
    Path json = files.get(0);
    JsonValue root = new JsonReader(json).fields("labels", "file_ending", "dataset").read();
    checkFiles(root);
    MaskLegend legend = legend(root.get("labels"));
    List<Path> images = files(folder, json, "imagesTr", "imagesTs");
    List<Path> masks = files(folder, json, "labelsTr", "labelsTs");
    Map<String, Path> cases = cases(images);
    MaskSet set =
        new MaskSet(
            folder,
            images,
            masks,
            mask -> String.valueOf(cases.getOrDefault(key(mask, ImageFiles.stem(mask)), mask)));
    return set.annotations(
            (image, mask) ->
                image
                    .mask(mask)
                    .name(ImageFiles.stem(mask))
                    .split(
                        mask.getParent().endsWith("labelsTs")
                            ? Optional.of(Split.TEST)
                            : Optional.empty()))
        .withLegend(legend);
  }

  private static void checkFiles(JsonValue root) {
    if (root.has("dataset")) {
      throw root.get("dataset")
          .error(
              "lists files of other folders, which are not read: put them into imagesTr and"
                  + " labelsTr");
    }
    JsonValue ending = root.get("file_ending");
    String text = ending.optionalText().orElse(".png");
    if (!ImageFiles.isImage(Path.of("x" + text.replaceAll("[^\\w.]", "")))) {
      throw ending.error(
          "is '" + text + "', but read are 2-D images only (" + ImageFiles.FORMATS + ")");
    }
  }

  /** The classes in order of their values: {@code "name": value}, or {@code "value": "name"}. */
  private static MaskLegend legend(JsonValue labels) {
    Map<Integer, String> names = new TreeMap<>();
    for (JsonValue label : labels.fields()) {
      boolean isName = label.isText() && label.name().strip().matches("\\d{1,8}");
      if (label.isList()) {
        throw label.error(
            "is a region of several values; regions overlap, and a pixel has one class here:"
                + " give each value a name of its own");
      }
      int value = isName ? Integer.parseInt(label.name().strip()) : label.integer();
      String other = names.putIfAbsent(value, isName ? label.text() : label.name().strip());
      if (other != null) {
        throw label.error("is the value " + value + ", which is '" + other + "', too");
      }
    }
    MaskLegend.Builder legend = MaskLegend.builder(labels.file());
    names.forEach(
        (value, name) -> {
          if (name.equals(IGNORED)) {
            legend.voidNumber(value);
          } else {
            legend.number(value, name);
          }
        });
    return legend.build();
  }

  /**
   * The image files of folders beside dataset.json.
   *
   * @throws IllegalArgumentException naming the first that is a volume
   */
  private static List<Path> files(DataFolder folder, Path json, String... names) {
    List<Path> all = new ArrayList<>();
    for (String name : names) {
      for (Path file : folder.filesIn(json.resolveSibling(name))) {
        String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Stream.of(".nii", ".nii.gz", ".nrrd", ".mha").anyMatch(lower::endsWith)) {
          throw new IllegalArgumentException(
              file + " is a volume, but read are 2-D images only (" + ImageFiles.FORMATS + ")");
        }
      }
      all.addAll(folder.imagesIn(json.resolveSibling(name)));
    }
    return all;
  }

  /**
   * The image of each case, by the folder's end and the case's name.
   *
   * @throws IllegalArgumentException naming the first case with several files
   */
  private static Map<String, Path> cases(List<Path> images) {
    Map<String, Path> cases = new HashMap<>();
    for (Path image : images.stream().sorted(Comparator.naturalOrder()).toList()) {
      Matcher channel = CHANNEL.matcher(ImageFiles.stem(image));
      String name = channel.matches() ? channel.group(1) : ImageFiles.stem(image);
      Path other = cases.putIfAbsent(key(image, name), image);
      if (other != null) {
        throw new IllegalArgumentException(
            image
                + ": case '"
                + name
                + "' has another file, "
                + other.getFileName()
                + "; an image is one file here, gray or color: join its channels into one");
      }
    }
    return cases;
  }

  /** Of imagesTr/X and labelsTr/X "Tr/X". */
  private static String key(Path file, String name) {
    String parent = file.getParent().getFileName().toString();
    return parent.substring(parent.length() - 2) + "/" + name;
  }
}
