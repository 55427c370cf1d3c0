package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassMapTest {

  @TempDir Path folder;

  private ClassMap map(String... lines) {
    try {
      return ClassMap.read(
          Files.write(folder.resolveSibling(folder.getFileName() + ".map"), List.of(lines)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String file() {
    return folder + ".map";
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void png(String name, int... gray) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    TinyData.writePng(file, gray, gray.length, 1);
  }

  private void yolo() throws IOException {
    write("data.yaml", "train: images\nval: images\nnames: [cat, dog, bush, crowd]\n");
    png("images/a.png", new int[40]);
    write("labels/a.txt", "0 0.1 0.5 0.1 1\n1 0.3 0.5 0.1 1\n2 0.5 0.5 0.1 1\n3 0.7 0.5 0.1 1\n");
  }

  private FolderDetectionDataset boxes(ClassMap map) {
    return FolderDetectionDataset.builder(folder).classMap(map).require().build();
  }

  @Test
  void classesOfObjectsAreMergedDroppedAndIgnored() throws IOException {
    yolo();
    FolderDetectionDataset data =
        boxes(
            map(
                "# a comment",
                "cat = animal",
                "dog=animal",
                "bush = background",
                "crowd = ignored"));
    assertEquals(List.of("animal"), data.classNames());
    List<ObjectBox> objects = data.objects(Split.TRAIN, 0);
    assertEquals(List.of(false, false, true), objects.stream().map(ObjectBox::ignored).toList());
  }

  @Test
  void otherClassesStay() throws IOException {
    yolo();
    assertEquals(
        List.of("animal", "dog", "bush", "crowd"), boxes(map("cat = animal")).classNames());
  }

  @Test
  void valuesOfMasksBecomeClasses() throws IOException {
    png("images/a.png", 1, 2, 3, 4, 5);
    png("masks/a.png", 7, 0, 9, 3, 0);
    FolderSegmentationDataset data =
        FolderSegmentationDataset.builder(folder)
            .classMap(map("7 = road", "9 = road", "0 = background", "3 = ignored"))
            .require()
            .build();
    assertEquals(List.of("background", "road"), data.classNames());
    assertArrayEquals(new byte[] {1, 0, 1, -1, 0}, data.get(Split.TRAIN, 0).labels());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    yolo();
    assertEquals(
        file()
            + ": 'dgo' is no class of the data (did you mean dog?); they have cat, dog, bush,"
            + " crowd\n"
            + file()
            + " has the line \"cat\"; expected \"FROM = TO\", each class, value or color R G B from"
            + " once, to a class, background or ignored\n"
            + file()
            + " has the line \"cat = b\"; expected \"FROM = TO\", each class, value or color R G B"
            + " from once, to a class, background or ignored\n"
            + file()
            + " has no line \"FROM = TO\"\n",
        Refusals.messages(
            () -> boxes(map("dgo = animal")),
            () -> map("cat"),
            () -> map("cat = a", "cat = b"),
            () -> map("# nothing")));
  }

  @Test
  void masksWithoutNamesNeedValues() throws IOException {
    png("images/a.png", 1, 2);
    png("masks/a.png", 0, 1);
    assertEquals(
        file()
            + ": 'road' is no value from 0 and no color R G B; the masks have no names of classes\n"
            + "mask "
            + folder.resolve("masks/a.png")
            + " has the value 1 (1 pixel), which is not in "
            + file()
            + "\n",
        Refusals.messages(
            () -> masks(map("road = a")), () -> masks(map("0 = background", "2 = road"))));
  }

  private void masks(ClassMap map) {
    FolderSegmentationDataset.builder(folder).classMap(map).require().build();
  }
}
