package org.dl4jvision.data.format.xml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.StatedSizes;
import org.dl4jvision.data.format.Tally;
import org.dl4jvision.io.Parallel;

/**
 * CVAT for images 1.1: {@code annotations.xml} with all images of a task or project and their
 * boxes, polygons, ellipses and masks. Images lie beside it or below, mostly in {@code images/}.
 * Their subset is their split, else a folder above them is. An image without shapes has no objects.
 *
 * <p>CVAT for video 1.1 is read where the frames are images that are called as CVAT calls them,
 * {@code frame_000000.png}.
 */
public final class CvatFormat implements AnnotationFormat {

  private static final String FILE = "annotations.xml";
  private static final Pattern ROOT = Pattern.compile("<annotations[\\s>]");
  private static final Pattern OWN = Pattern.compile("<(meta|image|track)[\\s/>]");
  private static final Pattern FRAME = Pattern.compile("(?i)frame_(\\d{6,9})");

  @Override
  public String name() {
    return "cvat";
  }

  @Override
  public String help() {
    return "CVAT for images 1.1: annotations.xml with all images and their shapes";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "annotations.xml, and the images beside it or in images/";
  }

  @Override
  public String source() {
    return "CVAT: Actions, Export task dataset, CVAT for images 1.1, with Save images; FiftyOne:"
        + " CVATImageDataset";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> all = folder.files("xml");
    List<Path> named = folder.named(FILE);
    boolean any =
        Stream.of(named, folder.sample(all))
            .flatMap(List::stream)
            .anyMatch(file -> isOne(folder, file));
    // Another format may have a great many of them, so that only some are looked at.
    List<Path> own =
        any ? all.stream().filter(file -> isOne(folder, file)).toList() : List.<Path>of();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, own, options -> read(folder, own)));
  }

  private static boolean isOne(DataFolder folder, Path file) {
    String head = folder.head(file);
    boolean empty = head.isBlank() && file.endsWith(FILE);
    return empty || ROOT.matcher(head).find() && OWN.matcher(head).find();
  }

  private static Annotations read(DataFolder folder, List<Path> files) {
    List<CvatFile> contents = Parallel.map(files.size(), i -> CvatFile.read(files.get(i)));
    Set<String> classNames = new LinkedHashSet<>();
    List<String> warnings = new ArrayList<>();
    List<AnnotatedImage> images = new ArrayList<>();
    Map<Path, String> seen = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      CvatFile content = contents.get(i);
      classNames.addAll(content.classNames());
      content.report(warnings);
      images.addAll(images(folder, files.get(i), content, seen, warnings));
      images.addAll(frames(folder, files.get(i), content, warnings));
    }
    return Annotations.of(images).withClassNames(List.copyOf(classNames)).withWarnings(warnings);
  }

  private static List<AnnotatedImage> images(
      DataFolder folder,
      Path xml,
      CvatFile content,
      Map<Path, String> seen,
      List<String> warnings) {
    List<AnnotatedImage> images = new ArrayList<>();
    StatedSizes sizes = new StatedSizes();
    for (CvatFile.Image image : content.images()) {
      Path file = folder.index().get(image.name(), xml, image.label());
      String other = seen.put(file, xml + " has it as " + image.label());
      if (other != null) {
        throw new IllegalArgumentException(
            xml + ": " + image.label() + " is listed twice, " + other);
      }
      AnnotatedImage read =
          AnnotatedImage.of(file)
              .source(xml)
              .objects(image.objects())
              .split(Split.named(image.subset()).or(() -> Split.above(file, folder.root())))
              .build();
      images.add(read);
      image.size().ifPresent(size -> sizes.add(read, size));
    }
    sizes.report(xml, warnings);
    return images;
  }

  /** The frames that are there as images; those of which nothing is said have no objects. */
  private static List<AnnotatedImage> frames(
      DataFolder folder, Path xml, CvatFile content, List<String> warnings) {
    if (!content.hasTracks()) {
      return List.of();
    }
    Map<Integer, Path> files = new TreeMap<>();
    for (Path image : folder.imagesBelow(xml.getParent())) {
      Matcher name = FRAME.matcher(ImageFiles.stem(image));
      if (name.matches()) {
        Path other = files.putIfAbsent(Integer.parseInt(name.group(1)), image);
        if (other != null) {
          throw new IllegalArgumentException(
              xml + ": frame " + name.group(1) + " may be " + other + " or " + image);
        }
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          xml
              + ": has tracks through a video, but its frames are not in "
              + xml.getParent()
              + "; expected images/frame_000000.png and so on: export CVAT for images 1.1 with Save"
              + " images");
    }
    Tally missing = new Tally();
    content.frames().keySet().stream()
        .filter(frame -> !files.containsKey(frame))
        .forEach(missing::add);
    missing.report(
        xml + ": %d frames with objects are no images and are left out, the first is %s", warnings);
    List<AnnotatedImage> images = new ArrayList<>();
    files.forEach(
        (frame, file) ->
            images.add(
                AnnotatedImage.of(file)
                    .source(xml)
                    .objects(content.frames().getOrDefault(frame, List.of()))
                    .split(Split.above(file, folder.root()))
                    .build()));
    return images;
  }
}
