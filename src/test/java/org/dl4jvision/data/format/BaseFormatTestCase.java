package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.export.SeenImage;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every format must do. Its test says how a small data set is written: images a and b of 40x30
 * pixels for training and c for validation, on each one object of class "dog" (where the format has
 * objects) and its mask (where it has masks).
 */
public abstract class BaseFormatTestCase {

  /** Where the object is on every image. */
  protected static final Box BOX = new Box(8, 6, 24, 18);

  /** The name, or what stands before an underscore in one. */
  private static final String NAMES_A = ".*(?<![A-Za-z0-9])a(?![A-Za-z0-9]).*";

  private static final ImageSize SIZE =
      new ImageSize(DetectionFolder.HEIGHT, DetectionFolder.WIDTH);

  @TempDir protected Path base;

  /** The format's name. */
  protected abstract String name();

  /**
   * Writes the data set: its images, too.
   *
   * @param box of every object, or of its outline
   */
  protected abstract void write(DetectionFolder folder, Box box);

  /** The file with the annotation of image a, below the folder. */
  protected abstract String annotationOfA();

  /** The image a, below the folder. */
  protected abstract String imageA();

  /** What the images a, b and c are called. */
  protected List<String> imageNames() {
    return List.of("a", "b", "c");
  }

  /** The class of every object, for formats that have but one. */
  protected String className() {
    return "dog";
  }

  /** What is said of a file in which there is nothing; empty: it has no objects. */
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("");
  }

  /** The splits of a, b and c, where the format states them. */
  protected List<Optional<Split>> splits() {
    return List.of(
        Optional.of(Split.TRAIN), Optional.of(Split.TRAIN), Optional.of(Split.VALIDATION));
  }

  /** Whether {@link #write} writes outlines. */
  protected boolean writesOutlines() {
    return !format().contents().contains(Content.BOXES);
  }

  /** How far boxes may be off, in pixels, where the format rounds. */
  protected double tolerance() {
    return 1e-6;
  }

  /**
   * Writes the data set with an object on image a whose class is not declared.
   *
   * @return false where the format declares no classes
   */
  protected boolean writeUnknownClass(DetectionFolder folder) {
    return false;
  }

  /** What is said of the class that {@link #writeUnknownClass} writes. */
  protected String messageOfUnknownClass() {
    return "not declared";
  }

  /**
   * Writes the data set with image a listed twice.
   *
   * @return false where the format has no list of images
   */
  protected boolean writeTwice(DetectionFolder folder) {
    return false;
  }

  protected final AnnotationFormat format() {
    return AnnotationFormats.REGISTRY.get(name());
  }

  private boolean hasObjects() {
    return !format().contents().equals(Set.of(Content.MASKS));
  }

  /** Whether annotations are images themselves, which data sets decode. */
  private boolean hasMaskFiles() {
    return !hasObjects() || annotationOfA().endsWith(".png");
  }

  /** The data set in a folder of its own. */
  protected final DetectionFolder written() {
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    write(folder, BOX);
    return folder;
  }

  /** What the format reads, with all image files and objects. */
  protected final Annotations read(DetectionFolder folder) {
    Annotations annotations =
        AnnotationFormats.find(
                DataFolder.of(folder.root()),
                format(),
                List.copyOf(format().contents()),
                ReadOptions.NONE)
            .found()
            .read(ReadOptions.NONE);
    annotations.images().forEach(AnnotatedImage::size);
    annotations.images().forEach(image -> image.objects().forEach(Annotation::bounds));
    return annotations;
  }

  private static String refusal(Runnable reading) {
    String message = assertThrows(IllegalArgumentException.class, reading::run).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  /** The one line with which a folder is refused. */
  protected final String refusal(DetectionFolder folder) {
    return refusal(() -> read(folder));
  }

  /** What the data set of a task says that can use this format. */
  private String refusalOfDataset(DetectionFolder folder) {
    return refusal(
        () -> {
          if (hasObjects() && !writesOutlines()) {
            FolderDetectionDataset.builder(folder.root()).format(format()).require().build();
          } else {
            FolderSegmentationDataset.builder(folder.root()).format(format()).require().build();
          }
        });
  }

  @Test
  void itsNameIsAWordAndItsHelpALine() {
    assertTrue(format().name().matches("[a-z][a-z0-9-]*"), format().name());
    assertFalse(format().help().isBlank());
    assertEquals(1, format().help().lines().count(), format().help());
    assertFalse(format().layout().isBlank());
    assertFalse(format().source().isBlank());
    assertFalse(format().contents().isEmpty());
  }

  @Test
  void isFoundByItsLayoutAlone() throws IOException {
    DetectionFolder folder = written();
    Set<Content> contents = format().find(DataFolder.of(folder.root())).orElseThrow().contents();
    assertFalse(contents.isEmpty());
    for (Content content : contents) {
      Found found =
          AnnotationFormats.find(
                  DataFolder.of(folder.root()), null, List.of(content), ReadOptions.NONE)
              .found();
      assertSame(format(), found.format());
      for (Path evidence : found.evidence()) {
        assertTrue(Files.exists(evidence), evidence.toString());
        assertTrue(evidence.startsWith(folder.root()), evidence.toString());
      }
      int images = DataFolder.of(folder.root()).images().size();
      assertTrue(
          found.explained() >= 3 && found.explained() <= images,
          () -> found.explained() + " of " + images);
    }
    Path empty = Files.createDirectory(base.resolve("empty"));
    assertEquals(Optional.empty(), format().find(DataFolder.of(empty)));
    assertEquals(
        "no " + name() + " annotations in " + empty + "; expected " + format().layout(),
        refusal(new DetectionFolder(empty)));
  }

  /** It may see something in them, but less than the format that wrote them does. */
  @Test
  void leavesFoldersOfOthersToThem() throws ReflectiveOperationException {
    for (AnnotationFormat other : AnnotationFormats.REGISTRY.all()) {
      Class<?> test = Class.forName(other.getClass().getName() + "Test");
      if (other.equals(format())) {
        continue;
      }
      var constructor = test.getDeclaredConstructor();
      constructor.setAccessible(true);
      DetectionFolder folder = new DetectionFolder(base.resolve(other.name()));
      ((BaseFormatTestCase) constructor.newInstance()).write(folder, BOX);
      DataFolder files = DataFolder.of(folder.root());
      Found theirs = other.find(files).orElseThrow();
      format()
          .find(files)
          .filter(mine -> mine.contents().stream().anyMatch(theirs.contents()::contains))
          .ifPresent(
              mine ->
                  assertTrue(
                      Found.EVIDENCE.compare(mine, theirs) < 0,
                      () -> mine.describe(files) + " against " + theirs.describe(files)));
    }
  }

  @Test
  void readsWhatIsWritten() {
    DetectionFolder folder = written();
    Annotations annotations = read(folder);
    assertEquals(List.of(), annotations.warnings());
    List<AnnotatedImage> images = annotations.images();
    assertEquals(imageNames(), images.stream().map(AnnotatedImage::name).toList());
    assertEquals(splits(), images.stream().map(AnnotatedImage::split).toList());
    for (AnnotatedImage image : images) {
      assertEquals(SIZE, image.size());
      assertTrue(Files.isRegularFile(image.file()), image.file().toString());
      assertTrue(image.file().startsWith(folder.root()), image.file().toString());
      assertTrue(Files.isRegularFile(image.source()), image.source().toString());
      if (hasObjects()) {
        assertEquals(1, image.objects().size());
        Annotation object = image.objects().get(0);
        assertEquals(className(), object.className());
        assertBox(BOX, object.bounds().orElseThrow());
        assertFalse(object.ignored());
      }
      if (writesOutlines() && hasObjects()) {
        Box painted = image.objects().get(0).outline().orElseThrow().region(SIZE).bounds();
        assertTrue(BOX.iou(painted) > 0.8, painted.toString());
      }
      if (format().contents().contains(Content.MASKS)) {
        assertTrue(Files.isRegularFile(image.mask().map(MaskFile::file).orElseThrow()));
      }
    }
  }

  /** A to COCO to A, where A is written, too; and to COCO alone. */
  @Test
  void losesNothingAsCoco() {
    Path folder = written().root();
    Map<String, SeenImage> expected = SeenImage.read(folder, name(), Set.of(Part.OBJECTS));
    SeenImage.convert(folder, name(), "coco", base.resolve("coco"));
    Map<String, SeenImage> divided = SeenImage.statedOrTrain(expected);
    SeenImage.assertSame(
        divided, SeenImage.read(base.resolve("coco"), "coco", Set.of(Part.OBJECTS)), 1e-6);
    if (DatasetWriters.REGISTRY.names().contains(name())) {
      SeenImage.convert(base.resolve("coco"), null, name(), base.resolve("again"));
      SeenImage.assertSame(
          divided, SeenImage.read(base.resolve("again"), name(), Set.of(Part.OBJECTS)), 0.5);
    }
  }

  /** A to masks to A, where A is written, too; and to masks alone. */
  @Test
  void losesNothingAsMasks() {
    DetectionFolder data = written();
    Path folder = data.root();
    boolean boxesOnly =
        read(data).images().stream()
            .allMatch(
                image ->
                    image.mask().isEmpty()
                        && image.objects().stream().allMatch(o -> o.outline().isEmpty()));
    if (boxesOnly) {
      String message =
          refusal(() -> SeenImage.convert(folder, name(), "masks", base.resolve("masks")));
      assertTrue(message.matches(".*(boxes only|(has|have) no masks or outlines).*"), message);
      return;
    }
    Map<String, SeenImage> expected = SeenImage.read(folder, name(), Set.of(Part.CLASS_MAPS));
    SeenImage.convert(folder, name(), "masks", base.resolve("masks"));
    Map<String, SeenImage> divided = SeenImage.statedOrTrain(expected);
    SeenImage.assertSame(
        divided, SeenImage.read(base.resolve("masks"), "masks", Set.of(Part.CLASS_MAPS)), 0);
    if (DatasetWriters.REGISTRY.names().contains(name())) {
      SeenImage.convert(base.resolve("masks"), null, name(), base.resolve("again"));
      SeenImage.assertSame(
          divided, SeenImage.read(base.resolve("again"), null, Set.of(Part.CLASS_MAPS)), 0);
    }
  }

  private void assertBox(Box expected, Box box) {
    assertEquals(expected.left(), box.left(), tolerance(), box.toString());
    assertEquals(expected.top(), box.top(), tolerance(), box.toString());
    assertEquals(expected.right(), box.right(), tolerance(), box.toString());
    assertEquals(expected.bottom(), box.bottom(), tolerance(), box.toString());
  }

  private static List<String> describe(Annotations annotations) {
    return Stream.concat(
            annotations.images().stream()
                .map(
                    image ->
                        image.name()
                            + image.file()
                            + image.split()
                            + image.mask().map(MaskFile::file)
                            + image.objects().stream()
                                .map(o -> o.label() + o.className() + o.bounds() + o.flags())
                                .toList()),
            Stream.of(annotations.classNames().toString()))
        .toList();
  }

  @Test
  void readsTheSameTwice() {
    DetectionFolder folder = written();
    Found found = format().find(DataFolder.of(folder.root())).orElseThrow();
    Annotations first = found.read(ReadOptions.NONE);
    assertEquals(describe(first), describe(found.read(ReadOptions.NONE)));
    assertEquals(describe(first), describe(read(folder)));
  }

  /** To clip it, or to refuse it, is the data set's. */
  @Test
  void passesOnBoxesBeyondTheImage() {
    if (!hasObjects()) {
      // Masks have no boxes, and are as large as their images.
      assertTrue(
          read(written()).images().stream()
              .allMatch(image -> image.mask().isPresent() && image.objects().isEmpty()));
      return;
    }
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    Box beyond = new Box(20, 15, 60, 45);
    write(folder, beyond);
    Box read = read(folder).images().get(0).objects().get(0).bounds().orElseThrow();
    Box inside = beyond.clip(new Box(0, 0, SIZE.width(), SIZE.height()));
    // Outlines made of pixels end at the border.
    assertBox(read.right() > SIZE.width() + tolerance() ? beyond : inside, read);
  }

  @Test
  void namesAMissingImage() throws IOException {
    DetectionFolder folder = written();
    Files.delete(folder.root().resolve(imageA()));
    Annotations annotations;
    try {
      annotations = read(folder);
    } catch (IllegalArgumentException e) {
      String message = refusal(folder);
      assertTrue(message.contains(folder.root() + "/"), message);
      assertTrue(message.matches(NAMES_A), message);
      return;
    }
    assertEquals(
        imageNames().subList(1, 3), annotations.images().stream().map(i -> i.name()).toList());
    assertEquals(1, annotations.warnings().size(), annotations.warnings().toString());
    String warning = annotations.warnings().get(0);
    assertTrue(warning.startsWith("1 ") && warning.matches(NAMES_A), warning);
  }

  @Test
  void namesAnImageThatIsNone() {
    DetectionFolder folder = written().text(imageA(), "no image");
    String message = refusal(folder);
    assertTrue(
        message.startsWith(
            "cannot read "
                + folder.root().resolve(imageA())
                + ": it is no image in the format PNG"),
        message);
  }

  /** What a cut off and an empty annotation are, differs: none may be more than one line. */
  @Test
  void namesADamagedFile() throws IOException {
    DetectionFolder folder = written();
    Path file = folder.root().resolve(annotationOfA());
    if (hasMaskFiles()) {
      folder.text(annotationOfA(), "no mask");
      assertTrue(refusalOfDataset(folder).contains(file.toString()), refusalOfDataset(folder));
      return;
    }
    String text = Files.readString(file);
    folder.text(annotationOfA(), text.strip().substring(0, text.strip().length() - 8));
    assertTrue(refusal(folder).startsWith(file + ": "), refusal(folder));
  }

  @Test
  void anEmptyFileHasNoObjectOrIsNamed() {
    DetectionFolder folder = written().text(annotationOfA(), "");
    if (hasMaskFiles()) {
      String message = refusalOfDataset(folder);
      assertTrue(message.contains(folder.root().resolve(annotationOfA()) + ": "), message);
    } else if (messageOfEmptyFile().isEmpty()) {
      // Where all annotations are in one file, there is no image either.
      assertTrue(
          read(folder).images().stream()
              .filter(image -> image.name().equals("a"))
              .allMatch(image -> image.objects().isEmpty()));
    } else {
      String start =
          folder.root().resolve(annotationOfA()) + ": " + messageOfEmptyFile().orElseThrow();
      assertTrue(refusal(folder).startsWith(start), refusal(folder));
    }
  }

  @Test
  void namesAnUnknownClass() {
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    if (!writeUnknownClass(folder)) {
      // Where the format declares none, or has but one, no class is unknown.
      Optional<List<String>> declared = read(written()).classNames();
      assertTrue(
          declared.isEmpty() || declared.get().equals(List.of(className())), declared.toString());
      return;
    }
    String message = refusalOfDataset(folder);
    Path file = folder.root().resolve(annotationOfA());
    assertTrue(message.startsWith(hasObjects() ? file + ": " : "mask " + file + " "), message);
    assertTrue(message.contains(messageOfUnknownClass()), message);
  }

  @Test
  void anImageThatIsListedTwiceIsReadOnceOrNamed() {
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    if (!writeTwice(folder)) {
      // Without a list of images each file is one, however often rows of objects name it.
      List<AnnotatedImage> images = read(written()).images();
      assertEquals(images.size(), images.stream().map(AnnotatedImage::file).distinct().count());
      return;
    }
    Annotations annotations;
    try {
      annotations = read(folder);
    } catch (IllegalArgumentException e) {
      assertTrue(refusal(folder).startsWith(folder.root() + "/"), refusal(folder));
      return;
    }
    assertEquals(imageNames(), annotations.images().stream().map(i -> i.name()).toList());
    assertFalse(annotations.warnings().isEmpty());
  }
}
