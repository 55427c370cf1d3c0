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
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every format must do. Its test says how a small data set is written: images a and b of 40x30
 * pixels for training and c for validation, on each one object of class "dog" (where the format has
 * boxes) and its mask (where it has masks).
 */
public abstract class BaseFormatTestCase {

  static final Box BOX = new Box(8, 6, 24, 18);

  @TempDir Path base;

  /** The format's name. */
  protected abstract String name();

  /**
   * Writes the data set: its images, too.
   *
   * @param box of every object
   */
  protected abstract void write(DetectionFolder folder, Box box);

  /** The file with the annotation of image a, below the folder. */
  protected abstract String annotationOfA();

  /** The image a, below the folder. */
  protected abstract String imageA();

  /** What is said of a file in which there is nothing; empty: it has no objects. */
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("");
  }

  private AnnotationFormat format() {
    return AnnotationFormats.REGISTRY.get(name());
  }

  private DetectionFolder written() {
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    write(folder, BOX);
    return folder;
  }

  private Annotations read(DetectionFolder folder) {
    Annotations annotations =
        AnnotationFormats.find(
                DataFolder.of(folder.root()), format(), List.copyOf(format().contents()))
            .found()
            .read(ReadOptions.NONE);
    annotations.images().forEach(AnnotatedImage::size);
    return annotations;
  }

  private String refusal(DetectionFolder folder) {
    String message = assertThrows(IllegalArgumentException.class, () -> read(folder)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
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
    for (Content content : format().contents()) {
      Found found =
          AnnotationFormats.find(DataFolder.of(folder.root()), null, List.of(content)).found();
      assertSame(format(), found.format());
      assertFalse(found.evidence().isEmpty());
      for (Path evidence : found.evidence()) {
        assertTrue(Files.exists(evidence), evidence.toString());
        assertTrue(evidence.startsWith(folder.root()), evidence.toString());
      }
    }
    Path empty = Files.createDirectory(base.resolve("empty"));
    assertEquals(Optional.empty(), format().find(DataFolder.of(empty)));
    assertEquals(
        "no " + name() + " annotations in " + empty + "; expected " + format().layout(),
        refusal(new DetectionFolder(empty)));
  }

  @Test
  void readsWhatIsWritten() {
    DetectionFolder folder = written();
    Annotations annotations = read(folder);
    assertEquals(List.of(), annotations.warnings());
    List<AnnotatedImage> images = annotations.images();
    assertEquals(List.of("a", "b", "c"), images.stream().map(AnnotatedImage::name).toList());
    assertEquals(
        List.of(Split.TRAIN, Split.TRAIN, Split.VALIDATION),
        images.stream().map(image -> image.split().orElse(null)).toList());
    for (AnnotatedImage image : images) {
      assertEquals(new ImageSize(DetectionFolder.HEIGHT, DetectionFolder.WIDTH), image.size());
      assertTrue(Files.isRegularFile(image.file()), image.file().toString());
      assertTrue(image.file().startsWith(folder.root()), image.file().toString());
      assertTrue(Files.isRegularFile(image.source()), image.source().toString());
      if (format().contents().contains(Content.BOXES)) {
        assertEquals(1, image.objects().size());
        Annotation object = image.objects().get(0);
        assertEquals("dog", object.className());
        assertEquals(Optional.of(BOX), object.bounds());
        assertFalse(object.ignored());
      }
      if (format().contents().contains(Content.MASKS)) {
        assertTrue(Files.isRegularFile(image.mask().orElseThrow().file()));
      }
    }
  }

  /** To clip it, or to refuse it, is the data set's. */
  @Test
  void passesOnBoxesBeyondTheImage() {
    if (!format().contents().contains(Content.BOXES)) {
      return;
    }
    DetectionFolder folder = new DetectionFolder(base.resolve("data"));
    Box beyond = new Box(20, 15, 60, 45);
    write(folder, beyond);
    assertEquals(Optional.of(beyond), read(folder).images().get(0).objects().get(0).bounds());
  }

  @Test
  void namesAMissingImage() throws IOException {
    DetectionFolder folder = written();
    Files.delete(folder.root().resolve(imageA()));
    String message = refusal(folder);
    assertTrue(message.startsWith(folder.root() + "/"), message);
    assertTrue(message.matches(".*['\"]a(\\.png)?['\"].*"), message);
  }

  @Test
  void namesAnImageThatIsNone() {
    DetectionFolder folder = written().text(imageA(), "no image");
    String message = refusal(folder);
    assertTrue(
        message.startsWith("cannot read " + folder.root().resolve(imageA()) + " as PNG"), message);
  }

  /** What a cut off and an empty annotation are, differs: none may be more than one line. */
  @Test
  void namesADamagedFile() throws IOException {
    if (!format().contents().contains(Content.BOXES)) {
      return; // masks are decoded by who uses them
    }
    DetectionFolder folder = written();
    Path file = folder.root().resolve(annotationOfA());
    String text = Files.readString(file);
    folder.text(annotationOfA(), text.strip().substring(0, text.strip().length() - 8));
    assertTrue(refusal(folder).startsWith(file + ": "), refusal(folder));
  }

  @Test
  void anEmptyFileHasNoObjectOrIsNamed() {
    if (!format().contents().contains(Content.BOXES)) {
      return;
    }
    DetectionFolder folder = written().text(annotationOfA(), "");
    if (messageOfEmptyFile().isEmpty()) {
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
}
