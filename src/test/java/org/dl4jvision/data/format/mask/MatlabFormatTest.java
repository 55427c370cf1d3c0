package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

class MatlabFormatTest extends BaseFormatTestCase {

  private static final int WIDTH = DetectionFolder.WIDTH;
  private static final int HEIGHT = DetectionFolder.HEIGHT;

  @Override
  protected String name() {
    return "matlab";
  }

  @Override
  protected String imageA() {
    return "img/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "cls/a.mat";
  }

  private static Matrix matrix(IntBinaryOperator value) {
    Matrix matrix = Mat5.newMatrix(HEIGHT, WIDTH);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        matrix.setDouble(y, x, value.applyAsInt(x, y));
      }
    }
    return matrix;
  }

  private static Array segmentation(IntBinaryOperator value) {
    return Mat5.newStruct().set("Segmentation", matrix(value));
  }

  private static DetectionFolder mat(
      DetectionFolder folder, String file, String name, Array value) {
    try (MatFile content = Mat5.newMatFile().addArray(name, value)) {
      Path path = folder.root().resolve(file);
      Files.createDirectories(path.getParent());
      Mat5.writeToFile(content, path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("img/" + name + ".png");
      mat(folder, "cls/" + name + ".mat", "GTcls", segmentation(Masks.box(box, 12, 0)));
      mat(folder, "inst/" + name + ".mat", "GTinst", segmentation(Masks.box(box, 1, 0)));
    }
    folder.text("train.txt", "a\nb\n").text("val.txt", "c\n");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    mat(folder, annotationOfA(), "GTcls", segmentation(Masks.box(BOX, 21, 0)));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the value 21 (192 pixels), which is not in ";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("train.txt", "a\na\nb\n");
    return true;
  }

  private DetectionFolder cracks(Array a, Array b) {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    folder.image("image/1.png").image("image/2.png");
    mat(folder, "groundTruth/1.mat", "groundTruth", a);
    return mat(folder, "groundTruth/2.mat", "groundTruth", b);
  }

  private static Map<Integer, Integer> indices(Annotations annotations) {
    return new TreeMap<>(annotations.legend().orElseThrow().indices());
  }

  @Test
  void valuesMayBeginAtOne() {
    Annotations annotations =
        read(cracks(segmentation((x, y) -> 1), segmentation(Masks.box(BOX, 2, 1))));
    assertEquals(List.of("background", "foreground"), annotations.classNames().orElseThrow());
    assertEquals(Map.of(1, 0, 2, 1), indices(annotations));
    assertEquals(
        List.of(
            "the values of the masks are 1 to 2, as MATLAB counts from 1: value 1 is the first"
                + " class"),
        annotations.warnings());
    assertEquals(
        List.of("class1", "class2", "class3"),
        read(cracks(matrix((x, y) -> 1), matrix(Masks.box(BOX, 3, 1)))).classNames().orElseThrow());
    Annotations zero = read(cracks(matrix((x, y) -> 0), matrix(Masks.box(BOX, 1, 0))));
    assertEquals(Optional.empty(), zero.legend());
    assertEquals(List.of(), zero.warnings());
  }

  @Test
  void numbersStandRowByRow() {
    DetectionFolder folder =
        cracks(matrix((x, y) -> x == 7 && y == 2 ? 1 : 0), matrix((x, y) -> 0));
    int[] codes = read(folder).images().get(0).mask().orElseThrow().read().codes();
    assertEquals(1, codes[2 * WIDTH + 7]);
  }

  private static Cell people() {
    Cell people = Mat5.newCell(1, 2);
    people.set(0, Mat5.newStruct().set("Boundaries", matrix((x, y) -> x == 3 ? 1 : 0)));
    people.set(1, Mat5.newStruct().set("Boundaries", matrix((x, y) -> y == 5 ? 1 : 0)));
    return people;
  }

  /** BSDS: a structure a person, in folders of splits. */
  @Test
  void boundariesAreThoseOfAnyone() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    for (String split : List.of("train", "val", "test")) {
      folder.image("images/" + split + "/1.png");
      mat(folder, "groundTruth/" + split + "/1.mat", "groundTruth", people());
    }
    Annotations annotations = read(folder);
    assertEquals(List.of("background", "boundary"), annotations.classNames().orElseThrow());
    assertEquals(
        List.of(
            "the masks are segments that people drew, whose numbers are no classes: a pixel is of"
                + " class boundary where anyone drew one"),
        annotations.warnings());
    assertEquals(
        List.of(Split.TEST, Split.TRAIN, Split.VALIDATION),
        annotations.images().stream().map(image -> image.split().orElseThrow()).toList());
    int[] codes = annotations.images().get(0).mask().orElseThrow().read().codes();
    assertEquals(List.of(1, 1, 0), List.of(codes[3], codes[5 * WIDTH], codes[0]));
  }

  @Test
  void filesThatAreCutOffAreNamed() throws IOException {
    DetectionFolder folder = cracks(matrix((x, y) -> x % 2), matrix((x, y) -> y % 2));
    Path file = folder.root().resolve("groundTruth/1.mat");
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length += 31) {
      Files.write(file, Arrays.copyOf(bytes, length));
      String message =
          assertThrows(IllegalArgumentException.class, () -> read(folder)).getMessage();
      assertTrue(message.startsWith(file + ": "), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void namesWhatIsWrong() {
    String root = base.resolve("more") + "/groundTruth/";
    Cell cell = Mat5.newCell(1, 1);
    cell.set(0, Mat5.newScalar(3));
    Matrix half = matrix((x, y) -> 0);
    half.setDouble(0, 0.5);
    assertEquals(
        root
            + "2.mat: holds a matrix, but "
            + root
            + "1.mat a structure with Segmentation\n"
            + root
            + "1.mat: has no matrix (variables: groundTruth); expected one, or a structure with"
            + " Segmentation\n"
            + root
            + "1.mat: groundTruth{1} is no structure with Boundaries\n"
            + root
            + "1.mat: has the value 0.5; allowed: whole numbers from 0 to 16777215\n"
            + root
            + "1.mat: is of MATLAB 7.3 (HDF5), which is not read: save it by -v7\n"
            + root
            + "1.mat: is no MATLAB file that can be read; it may be damaged\n",
        Refusals.messages(
            () -> read(cracks(segmentation((x, y) -> 1), matrix((x, y) -> 1))),
            () -> read(cracks(Mat5.newScalar(3), matrix((x, y) -> 1))),
            () -> read(cracks(cell, matrix((x, y) -> 1))),
            () -> read(cracks(half, matrix((x, y) -> 1))),
            () -> read(text("MATLAB 7.3 MAT-file, Platform: GLNXA64")),
            () -> read(text("MATLAB 5.0 MAT-file, Platform: GLNXA64"))));
  }

  private DetectionFolder text(String text) {
    return cracks(Mat5.newScalar(3), matrix((x, y) -> 1)).text("groundTruth/1.mat", text);
  }
}
