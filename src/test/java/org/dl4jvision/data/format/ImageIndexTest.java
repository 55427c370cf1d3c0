package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class ImageIndexTest {

  private static final Path ROOT = Path.of("data");
  private static final Path SOURCE = ROOT.resolve("train/labels.json");

  private static String find(String stated, String... images) {
    List<Path> paths = Stream.of(images).map(ROOT::resolve).toList();
    Optional<Path> found = new ImageIndex(ROOT, paths).find(stated, SOURCE);
    return found.map(image -> ROOT.relativize(image).toString()).orElse("none");
  }

  @Test
  void pathsOfOtherComputersMeanTheFileOfThatName() {
    assertEquals("images/0.jpg", find("file:/C:/x/0.jpg", "images/0.jpg", "images/00.jpg"));
    assertEquals("images/0.jpg", find("C:\\x\\0.JPG", "images/0.jpg"));
    assertEquals("images/0-a.jpg", find("/data/upload/1/0-a.jpg", "images/0-a.jpg"));
    assertEquals("none", find("1.jpg", "images/0.jpg"));
    assertEquals("none", find("", "images/0.jpg"));
    assertEquals("none", find("../", "images/0.jpg"));
  }

  @Test
  void anotherExtensionOrNoneMeansTheImageOfThatName() {
    assertEquals("images/0.png", find("0.jpg", "images/0.png"));
    assertEquals("images/0.v1.png", find("0.v1", "images/0.v1.png"));
    assertEquals("images/0.jpg", find("0.jpg", "images/0.jpg", "masks/0.png"));
  }

  @Test
  void statedFoldersThenThatOfTheAnnotationsDecide() {
    assertEquals("val/0.jpg", find("val/0.jpg", "train/0.jpg", "val/0.jpg"));
    assertEquals("val/0.jpg", find("/home/me/set/val/0.jpg", "train/0.jpg", "val/0.jpg"));
    assertEquals("train/0.jpg", find("0.jpg", "train/0.jpg", "val/0.jpg"));
    assertEquals("train/images/0.jpg", find("0.jpg", "train/images/0.jpg", "val/images/0.jpg"));
  }

  @Test
  void refusesWhatMayBeSeveralAndWhatIsNone() {
    ImageIndex index =
        new ImageIndex(ROOT, Stream.of("a/0.jpg", "b/0.jpg").map(ROOT::resolve).toList());
    assertEquals(
        """
        data/train/labels.json: '0.jpg' may be a/0.jpg or b/0.jpg: state it with its folder
        data/train/labels.json: image 7 is '1.jpg', which is not in data
        """,
        Refusals.messages(
            () -> index.find("0.jpg", SOURCE), () -> index.get("1.jpg", SOURCE, "image 7")));
  }
}
