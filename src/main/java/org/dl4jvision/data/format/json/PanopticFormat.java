package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.ImageIndex;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.coco.CocoKind;

/**
 * COCO's panoptic files: {@code panoptic_train2017.json}, which lists the segments of each image
 * with their categories, and a folder of its name with a PNG file an image, in which a segment is
 * the color R + 256 G + 65536 B. The class of a pixel is that of its segment, 0 is void; segments
 * of things are objects, too.
 */
public final class PanopticFormat implements AnnotationFormat {

  private static final int FEW = 20;

  /** The format, as the registry makes it. */
  public PanopticFormat() {}

  @Override
  public String name() {
    return "panoptic";
  }

  @Override
  public String help() {
    return "COCO panoptic: panoptic_train.json with segments_info and a PNG file an image";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "panoptic_train.json with \"annotations\" that have \"segments_info\", a folder"
        + " panoptic_train/ with a PNG file an image, and the images anywhere below; for val"
        + " so, too";
  }

  @Override
  public String source() {
    return "COCO 2017: panoptic_annotations_trainval2017.zip and the zip file in it; panopticapi's"
        + " converters, such as that of Cityscapes";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = folder.files("json").stream().filter(file -> isOwn(folder, file)).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, files, options -> read(folder, files))
                .explaining(folder.images().size() / 2));
  }

  private static boolean isOwn(DataFolder folder, Path file) {
    if (isNamed(file)) {
      CocoKind kind = CocoKind.of(file);
      return kind == CocoKind.PANOPTIC || kind == CocoKind.DAMAGED;
    }
    // Where there are many, they are one an image, as other formats have them.
    long count =
        folder.filesIn(file.getParent()).stream()
            .filter(other -> other.toString().endsWith(".json"))
            .limit(FEW + 1L)
            .count();
    return count <= FEW && CocoKind.of(file) == CocoKind.PANOPTIC;
  }

  private static boolean isNamed(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).contains("panoptic");
  }

  private static Annotations read(DataFolder folder, List<Path> files) {
    List<PanopticFile> contents = files.stream().map(PanopticFile::read).toList();
    PanopticFile first = contents.get(0);
    for (PanopticFile other : contents) {
      if (!other.categoryNames().equals(first.categoryNames())) {
        throw new IllegalArgumentException(
            other.file() + ": its categories are not those of " + first.file());
      }
    }
    Set<Path> masks = new HashSet<>();
    List<Map<PanopticFile.Entry, Path>> ofFiles =
        contents.stream().map(content -> masks(folder, content, masks)).toList();
    ImageIndex images =
        new ImageIndex(
            folder.root(),
            folder.images().stream().filter(image -> !masks.contains(image)).toList());
    Map<Path, Path> used = new HashMap<>();
    List<AnnotatedImage> result = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      PanopticFile content = contents.get(i);
      Optional<Split> split = split(folder, content.file());
      ofFiles
          .get(i)
          .forEach((entry, mask) -> result.add(image(content, entry, mask, images, used, split)));
    }
    Notes notes = new Notes();
    notes.addUnused(folder, used.keySet());
    return Annotations.of(result).withLegend(legend(first)).withWarnings(notes.lines());
  }

  /** The PNG file of each entry. */
  private static Map<PanopticFile.Entry, Path> masks(
      DataFolder folder, PanopticFile content, Set<Path> all) {
    Path json = content.file();
    String name = json.getFileName().toString().replaceFirst("(?i)\\.json$", "");
    Map<PanopticFile.Entry, Path> masks = new LinkedHashMap<>();
    for (PanopticFile.Entry entry : content.entries()) {
      Path mask =
          folder
              .file(json.resolveSibling(name), entry.maskName())
              .or(() -> folder.index().find(name + "/" + entry.maskName(), json))
              .orElseThrow(
                  () ->
                      content.error(
                          entry,
                          "is of '" + entry.maskName() + "', which is not in " + folder.root()));
      masks.put(entry, mask);
      all.add(mask);
    }
    return masks;
  }

  private static AnnotatedImage image(
      PanopticFile content,
      PanopticFile.Entry entry,
      Path mask,
      ImageIndex images,
      Map<Path, Path> used,
      Optional<Split> split) {
    Path image = images.get(content.imageName(entry), content.file(), entry.place());
    Path other = used.put(image, mask);
    if (other != null) {
      throw content.error(entry, "is of the image " + image + ", which is listed already");
    }
    return AnnotatedImage.of(image)
        .source(content.file())
        .mask(new MaskFile(mask, file -> content.classes(entry, file)))
        .objects(content.things(entry, mask))
        .split(split)
        .build();
  }

  private static MaskLegend legend(PanopticFile content) {
    List<String> names = content.categoryNames();
    MaskLegend.Builder legend = MaskLegend.builder(content.file());
    for (int i = 0; i < names.size(); i++) {
      legend.number(i, names.get(i));
    }
    return legend.voidNumber(names.size()).build();
  }

  /** The split that a word of the file's name says, else a folder above it. */
  private static Optional<Split> split(DataFolder folder, Path json) {
    String name = json.getFileName().toString().toLowerCase(Locale.ROOT);
    return Stream.of(name.split("[^a-z]+"))
        .map(Split::named)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Split.above(json, folder.root()));
  }
}
