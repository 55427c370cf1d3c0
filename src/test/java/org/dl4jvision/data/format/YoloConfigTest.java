package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What data.yaml and darknet's files say is followed, or it is said that it is not. */
class YoloConfigTest {

  private static final String LINE = "1 0.5 0.5 0.25 0.2";

  @TempDir Path root;

  private DetectionFolder folder;

  @BeforeEach
  void createFolder() {
    folder = new DetectionFolder(root.resolve("data"));
  }

  /** Images in folders of images, with labels where these are expected. */
  private DetectionFolder pairs(String... images) {
    for (String image : images) {
      folder.image(image + ".png").text(image.replace("images/", "labels/") + ".txt", LINE);
    }
    return folder;
  }

  private Annotations read() {
    return new YoloFormat().find(DataFolder.of(folder.root())).orElseThrow().read(ReadOptions.NONE);
  }

  private String images(Split split) {
    return read().images().stream()
        .filter(image -> image.split().equals(Optional.ofNullable(split)))
        .map(image -> folder.root().relativize(image.file()).toString())
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private List<String> warnings() {
    return read().warnings().stream().map(this::shortened).toList();
  }

  private String refusal() {
    return shortened(assertThrows(IllegalArgumentException.class, this::read).getMessage());
  }

  private String shortened(String message) {
    return message.replace(folder.root() + "/", "").replace(folder.root().toString(), "DATA");
  }

  /** As macOS writes names of folders: an accent is a character of its own. */
  @Test
  void pathsAreThoseOfAFolderWithADecomposedName() {
    String home = "Fru\u0308chte";
    pairs(home + "/images/train/a", home + "/images/val/b");
    folder.text(home + "/data.yaml", "train: images/train\nval: images/val\nnames: [x, y]\n");
    assertEquals(home + "/images/train/a.png", images(Split.TRAIN));
    assertEquals(home + "/images/val/b.png", images(Split.VALIDATION));
    assertEquals(List.of(), warnings());

    folder = new DetectionFolder(root.resolve(home));
    pairs("images/train/a", "images/val/b");
    folder.text("data.yaml", "train: Fr\u00fcchte/images/train\nval: images/val\nnames: [x, y]\n");
    assertEquals("images/train/a.png", images(Split.TRAIN));
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path: .\ntrain: images/set_a\nval: images/set_b\n",
        "path: ../datasets/birds\ntrain: images/set_a\nval: images/set_b\n",
        "train: ./images/set_a/\nval: ['images/set_b']\n",
        "train: ../images/set_a\nvalidation: ../images/set_b\n",
        "train: images\\set_a\nval: images\\set_b\n",
        "path: images\ntrain: set_a\nval: set_b\n",
        "train: data/images/set_a\nval: ../data/images/set_b\n",
        "train: lists/a.txt\nval: lists/b.txt\n",
      })
  void namedFoldersAndListsAreTheSplits(String yaml) {
    pairs("images/set_a/1", "images/set_a/2", "images/set_b/3", "images/set_c/4")
        .text("lists/a.txt", "./images/set_a/1.png\n/home/me/images/set_a/2.png")
        .text("lists/b.txt", "../images/set_b/3.png")
        .text("data.yaml", yaml + "names: {0: cat, 1: dog}");
    assertEquals("images/set_a/1.png images/set_a/2.png", images(Split.TRAIN));
    assertEquals("images/set_b/3.png", images(Split.VALIDATION));
    assertEquals(
        List.of("1", "2", "3"), read().images().stream().map(AnnotatedImage::name).toList());
    assertEquals(Optional.of(List.of("cat", "dog")), read().classNames());
    assertEquals(List.of(), warnings());
  }

  @Test
  void severalFoldersAndAnyDepthAreASplit() {
    pairs("images/a/day/1", "images/b/1", "images/c/2")
        .text("data.yaml", "train: [images/a, images/b]\nval: images/c\nnc: 2");
    assertEquals("images/a/day/1.png images/b/1.png", images(Split.TRAIN));
    assertEquals(
        List.of("a/day/1", "b/1", "2"),
        read().images().stream().map(AnnotatedImage::name).toList());
    assertEquals(Optional.of(List.of("0", "1")), read().classNames());
  }

  @Test
  void pathsOfOtherComputersAreFoundByTheirEndsAndItIsSaid() {
    pairs("train/images/1", "valid/images/2")
        .text(
            "data.yaml",
            "train: /content/birds/train/images\nval: C:\\birds\\valid\\images\nnames: [a, b]");
    assertEquals("train/images/1.png", images(Split.TRAIN));
    assertEquals("valid/images/2.png", images(Split.VALIDATION));
    assertEquals(
        List.of(
            "data.yaml: train is '/content/birds/train/images', for which train/images is read",
            "data.yaml: val is 'C:\\birds\\valid\\images', for which valid/images is read"),
        warnings());
    // The data's own folder may be named in full.
    folder.text(
        "data.yaml",
        "train: " + folder.root() + "/train/images\nval: " + folder.root() + "/valid/images");
    assertEquals("train/images/1.png", images(Split.TRAIN));
    assertEquals(List.of(), warnings());
  }

  @Test
  void nothingOutsideOfTheFolderIsRead() {
    new DetectionFolder(root).image("other/images/9.png").text("other/labels/9.txt", LINE);
    pairs("images/train/1", "images/val/2")
        .text("data.yaml", "train: ../other/images\nval: images/val\nnames: [a, b]");
    assertEquals("", images(Split.TRAIN));
    assertEquals("images/val/2.png", images(Split.VALIDATION));
    assertEquals(
        List.of("data.yaml: train is '../other/images', which is not in DATA and is left out"),
        warnings());
  }

  @Test
  void whereNothingThatIsNamedIsThereFoldersSayIt() {
    pairs("images/train/1", "images/val2017/2")
        .text("data.yaml", "train: ../train/images\nval: ../valid/images\nnames: [a, b]");
    assertEquals("images/train/1.png", images(Split.TRAIN));
    assertEquals("images/val2017/2.png", images(Split.VALIDATION));
    assertEquals(
        List.of(
            "data.yaml: train is '../train/images', which is not in DATA and is left out",
            "data.yaml: val is '../valid/images', which is not in DATA and is left out"),
        warnings());
  }

  @Test
  void trainingImagesAreNotForValidation() {
    pairs("images/train2017/1", "images/train2017/2", "images/test/3")
        .text(
            "coco128.yaml",
            "path: ../datasets/coco128\ntrain: images/train2017\nval: images/train2017\n"
                + "test:\nnames: {0: a, 1: b}");
    assertEquals("images/train2017/1.png images/train2017/2.png", images(null));
    assertEquals(
        List.of(
            "the same 2 images are for training and for validation: a part of them is held out"
                + " instead"),
        warnings());
    folder.text("coco128.yaml", "train: images\nval: images/train2017\nnames: [a, b]");
    assertEquals(
        List.of(
            "2 images are for training and for validation, the first is images/train2017/1.png"),
        warnings());
  }

  @Test
  void aSplitWithoutAnyTextWasNotAnnotated() {
    pairs("images/train/1", "images/val/2").image("images/test/3.png").image("images/val/4.png");
    folder.text("data.yaml", "train: images/train\nval: images/val\ntest: images/test");
    assertEquals("", images(Split.TEST));
    assertEquals("images/val/2.png images/val/4.png", images(Split.VALIDATION));
    assertEquals(
        List.of(
            "none of the 1 test images has a text file, they are left out, as images/test/3.png"),
        warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc: 3#names: [cat, dog] | nc is 3, but there are 2 names: cat, dog",
        "names: {1: cat, 2: dog} | the keys of 'names' must be 0 to 1",
        "names: {cat: 0, dog: 1} | a key of 'names' is 'cat'; allowed: whole numbers >= 0",
        "names: obj.names | 'names' must be a list of names or a map from class index to name",
        "names: [cat, [dog]] | the name of class 1 in 'names' is no text",
        "names: [cat, dog#train: x | not YAML, line 2",
      })
  void whatIsWrongIsNamed(String yaml, String message) {
    pairs("images/1").text("data.yaml", yaml.replace("#", "\n"));
    assertEquals("data.yaml: " + message, refusal());
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    pairs("images/train/1", "images/val/2");
    byte[] text = "train: images/train\nnames: [猫, 狗]".getBytes(Charset.forName("GBK"));
    Files.write(folder.root().resolve("data.yaml"), text);
    assertEquals(
        "data.yaml: line 2 is not UTF-8 text, the file seems to be of two bytes a letter, such as"
            + " GBK, Big5, EUC-KR or Shift JIS: save it as UTF-8",
        refusal());
    Files.writeString(
        folder.root().resolve("data.yaml"), "\uFEFFnames: [猫, 狗]", Charset.forName("UTF-16LE"));
    assertEquals(Optional.of(List.of("猫", "狗")), read().classNames());
  }

  @Test
  void dataYamlCountsAndOthersAreCompared() {
    pairs("images/1", "images/2")
        .text("labels/classes.txt", "dog\nperson\ncat\ntv\ncar\nmeatballs")
        .text("data.yaml", "names: [cat, dog]");
    assertEquals(Optional.of(List.of("cat", "dog")), read().classNames());
    assertEquals(
        List.of(
            "labels/classes.txt (dog, person, cat, tv, car, ...) differs from data.yaml (cat, dog),"
                + " which counts"),
        warnings());
    folder.text("labels/classes.txt", "cat").text("data.yaml", "nc: 2");
    assertEquals("data.yaml: says there are 2 classes, but labels/classes.txt (cat)", refusal());
    folder.text("classes.txt", "dog\ncat");
    assertEquals(
        "labels/classes.txt (cat) differs from classes.txt (dog, cat): remove one of them, or name"
            + " the classes yourself",
        refusal());
    folder.text("labels/classes.txt", "dog\n\ncat");
    assertEquals("labels/classes.txt: line 2 has no name of a class", refusal());
  }

  @Test
  void namesAreTakenAsTheyAreWritten() {
    pairs("images/1").text("data.yaml", "names: [yes, 007, '1.50', NULL dog, 1e3, ~]\nnc: 6");
    assertEquals("data.yaml: the name of class 5 in 'names' is no text", refusal());
    folder.text("data.yaml", "names: [yes, 007, '1.50', NULL dog, 1e3, true]\nnc: 6");
    assertEquals(
        Optional.of(List.of("yes", "007", "1.50", "NULL dog", "1e3", "true")), read().classNames());
    folder.text("data.yaml", "names: [cat, dog, cat]");
    assertEquals("data.yaml (cat, dog, cat): two classes have one name", refusal());
    folder.text("data.yaml", "");
    assertEquals(Optional.of(List.of("0", "1")), read().classNames());
  }

  @Test
  void namesMayBeginWithAHash() {
    pairs("images/1").text("classes.txt", "#1 leaf\nblue, green");
    assertEquals(Optional.of(List.of("#1 leaf", "blue, green")), read().classNames());
    assertEquals(List.of("classes.txt: '#1 leaf' is class 0, not a comment"), warnings());
  }

  @Test
  void darknetsFilesAreFollowed() {
    folder.text("obj.names", "cat\ndog\n").text("classes.txt", "cat\ndog");
    for (String name : List.of("1", "2", "3", "4")) {
      folder.image("obj/" + name + ".png").text("obj/" + name + ".txt", LINE);
    }
    folder
        .text("train.txt", "data/obj/1.png\ndata/obj/2.png\ndata/obj/1.png")
        .text("test.txt", "x64\\Release\\data\\obj\\3.png")
        .text(
            "obj.data",
            "classes = 2\ntrain = data/train.txt\nvalid = data/test.txt\nnames = data/obj.names\n"
                + "backup = backup/");
    assertEquals("obj/1.png obj/2.png", images(Split.TRAIN));
    assertEquals("obj/3.png", images(Split.VALIDATION));
    assertEquals("", images(Split.TEST));
    assertEquals(Optional.of(List.of("cat", "dog")), read().classNames());
    assertEquals(
        List.of("train.txt: 1 lines name an image again, which counts once, as 'data/obj/1.png'"),
        warnings());
    folder.text("obj.data", "classes = 3\ntrain = data/train.txt\nnames = data/obj.names");
    assertEquals("obj.data: says there are 3 classes, but obj.names (cat, dog)", refusal());
    folder.text("obj.data", "train = data/train.txt\nnames = data/obj.names");
    assertEquals("obj/3.png", images(Split.TEST));
    assertEquals("", images(Split.VALIDATION));
    folder.text("train.txt", "data/obj/5.png");
    assertEquals(
        "train.txt names \"data/obj/5.png\", but DATA has no such image ("
            + ImageFiles.FORMATS
            + ")",
        refusal());
  }

  @Test
  void splitFoldersWithTextsBesideImagesAndNames() {
    for (String split : List.of("train", "valid")) {
      folder
          .image(split + "/a.png")
          .text(split + "/a.txt", LINE)
          .text(split + "/_darknet.labels", "cat\ndog");
    }
    assertEquals("train/a.png", images(Split.TRAIN));
    assertEquals("valid/a.png", images(Split.VALIDATION));
    assertEquals(Optional.of(List.of("cat", "dog")), read().classNames());
    folder.text("valid/_darknet.labels", "dog\ncat");
    assertEquals(
        "valid/_darknet.labels (dog, cat) differs from train/_darknet.labels (cat, dog): remove one"
            + " of them, or name the classes yourself",
        refusal());
  }

  @Test
  void aFolderAboveTheDataMayBeGiven() {
    pairs("birds/images/a/1", "birds/images/b/2")
        .text("birds/data.yaml", "path: birds\ntrain: images/a\nval: images/b\nnames: [cat, dog]");
    assertEquals("birds/images/a/1.png", images(Split.TRAIN));
    assertEquals("birds/images/b/2.png", images(Split.VALIDATION));
    assertEquals(List.of(), warnings());
  }
}
