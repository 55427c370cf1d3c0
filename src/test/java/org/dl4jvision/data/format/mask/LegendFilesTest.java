package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegendFilesTest {

  private static final int RED = ImageFiles.COLOR | 0xff0000;
  private static final Box BOX = new Box(8, 6, 24, 18);

  @TempDir private Path root;

  private final List<String> warnings = new ArrayList<>();

  private DetectionFolder folder(String file, String text) {
    return new DetectionFolder(root).text("masks/a.txt", "").text(file, text);
  }

  private Optional<MaskLegend> find() {
    DataFolder folder = DataFolder.of(root);
    return LegendFiles.find(folder, List.of(root.resolve("masks")), warnings);
  }

  private MaskLegend legend(String file, String text) {
    folder(file, text);
    return find().orElseThrow();
  }

  @Test
  void colorsStandInTablesOfNames() {
    MaskLegend legend =
        legend("class_dict.csv", "\uFEFFname,r,g,b\r\nsky,0,0,0\r\n\"red, dark\",255,0,0\r\n");
    assertEquals(List.of("sky", "red, dark"), legend.classNames());
    assertEquals(Map.of(ImageFiles.COLOR, 0, RED, 1), legend.indices());
    assertEquals(List.of(), warnings);
  }

  @Test
  void colorsStandInLinesBeforeNamesOrBehind() {
    MaskLegend legend =
        legend(
            "label_colors.txt",
            "# color_rgb label\n0 0 0\t\tVoid\n255 0 0 Traffic Light\n1 2 3\tb\n");
    assertEquals(List.of("Traffic Light", "b"), legend.classNames());
    assertEquals(255, legend.indices().get(ImageFiles.COLOR));
    assertEquals(List.of(root + "/label_colors.txt: 'Void' counts for nothing"), warnings);
    assertEquals(
        List.of("sky blue", "b"),
        legend("label_colors.txt", "sky blue 0 0 0\nb: 255, 0, 0\n").classNames());
    // With void as the other of two classes nothing else would be left.
    assertEquals(
        List.of("void", "b"), legend("label_colors.txt", "0 0 0 void\n255 0 0 b\n").classNames());
  }

  @Test
  void valuesStandInTables() {
    MaskLegend legend = legend("masks/_classes.csv", "Pixel Value, Class\n0, background\n1, red\n");
    assertEquals(List.of("background", "red"), legend.classNames());
    assertEquals(Map.of(0, 0, 1, 1), legend.indices());
  }

  @Test
  void aTableOfImagesIsNoLegend() {
    folder("_classes.csv", "filename, red, green\na.jpg, 1, 0\n");
    assertEquals(Optional.empty(), find());
  }

  @Test
  void valuesOfAde20kBeginAtOne() {
    MaskLegend legend =
        legend(
            "objectInfo150.txt",
            "Idx\tRatio\tTrain\tVal\tName\n1\t0.1576\t11664\t1172\twall\n"
                + "2\t0.1072\t6046\t612\tbuilding, edifice\n");
    assertEquals(List.of("wall", "building, edifice"), legend.classNames());
    assertEquals(Map.of(0, 255, 1, 0, 2, 1), legend.indices());
  }

  @Test
  void oneOfSeveralFilesCountsAndTheUsersOwnBeforeAll() {
    folder("label_colors.txt", "0 0 0 sky\n255 0 0 red\n");
    assertEquals(
        List.of("a", "b"), legend("class_dict.csv", "name,r,g,b\na,0,0,0\nb,1,1,1\n").classNames());
    assertEquals(
        List.of(
            "the masks mean what class_dict.csv says, " + root + "/label_colors.txt is left alone"),
        warnings);
    folder("classes.txt", "0 sky\n1 red\n");
    assertEquals(Optional.empty(), find());
  }

  /** Images and masks in one folder a split, and the classes in each. */
  @Test
  void roboflowWritesAFileASplit() {
    DetectionFolder folder = new DetectionFolder(root);
    for (String split : List.of("train", "valid")) {
      for (String name : List.of("a", "b")) {
        folder.image(split + "/" + name + "_jpg.rf.1f.jpg");
        Masks.gray(folder, split + "/" + name + "_jpg.rf.1f_mask.png", Masks.box(BOX, 1, 0));
      }
      folder.text(split + "/_classes.csv", "Pixel Value, Class\n0, background\n1, red\n");
    }
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(root).build();
    assertEquals(List.of("background", "red"), data.classNames());
    assertEquals(2, data.size(Split.VALIDATION));
    assertEquals(List.of(), data.warnings());
    folder.text("valid/_classes.csv", "Pixel Value, Class\n0, background\n1, blue\n");
    assertEquals(
        root
            + "/valid/_classes.csv says other classes than "
            + root
            + "/train/_classes.csv: all masks need the same",
        assertThrows(
                IllegalArgumentException.class,
                () -> FolderSegmentationDataset.builder(root).build())
            .getMessage());
  }

  /** In JPEG files each pixel is of the nearest color. */
  @Test
  void masksMayBeJpegFiles() throws IOException {
    DetectionFolder folder =
        folder("class_dict.csv", "name,r,g,b\nsky,0,0,0\nred,255,0,0\nsea,0,0,255\n");
    for (String name : List.of("a", "b", "c")) {
      folder.image("images/" + name + ".png");
      Masks.rgb(folder, "masks/" + name + ".png", Masks.box(BOX, 0xff0000, 0x0000ff));
      Path mask = root.resolve("masks/" + name + ".png");
      ImageIO.write(
          ImageIO.read(mask.toFile()), "jpg", root.resolve("masks/" + name + ".jpg").toFile());
      Files.delete(mask);
    }
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(root).build();
    assertEquals(List.of("sky", "red", "sea"), data.classNames());
    assertEquals(1, data.get(Split.TRAIN, 0).labels()[12 * DetectionFolder.WIDTH + 16]);
    assertEquals(2, data.get(Split.TRAIN, 0).labels()[0]);
  }

  @Test
  void namesWhatIsWrong() {
    String start = root + "/";
    assertEquals(
        start
            + "class_dict.csv: line 2 must be a class and three numbers from 0 to 255, name,r,g,b\n"
            + start
            + "class_dict.csv: (1, 2, 3) is both 'a' and 'b'\n"
            + start
            + "class_dict.csv: a class has no name\n"
            + start
            + "class_dict.csv: names no class\n"
            + start
            + "label_colors.txt.d/label_colors.txt: '0 0 red' must be three numbers from 0 to 255"
            + " and a class, R G B name\n"
            + start
            + "objectInfo150.txt.d/objectInfo150.txt: '1 wall' must be index, ratio, two counts and"
            + " a class\n"
            + start
            + "_classes.csv.d/_classes.csv: line 3 must be a value and a class\n",
        Refusals.messages(
            () -> legend("class_dict.csv", "name,r,g,b\na,0,0,256\n"),
            () -> legend("class_dict.csv", "name,r,g,b\na,1,2,3\nb,1,2,3\n"),
            () -> legend("class_dict.csv", "name,r,g,b\n,1,2,3\n"),
            () -> legend("class_dict.csv", ""),
            () -> only("label_colors.txt", "0 0 red\n"),
            () -> only("objectInfo150.txt", "Idx\n1 wall\n"),
            () -> only("_classes.csv", "Pixel Value, Class\n0, a\nx, b\n")));
  }

  private void only(String file, String text) {
    LegendFiles.find(
        DataFolder.of(new DetectionFolder(root.resolve(file + ".d")).text(file, text).root()),
        List.of(root.resolve(file + ".d")),
        warnings);
  }
}
