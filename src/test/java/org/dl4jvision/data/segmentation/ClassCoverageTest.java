package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What masks cannot teach and cannot measure. */
class ClassCoverageTest extends SegmentationFolderTestCase {

  private static final IntUnaryOperator BACKGROUND = i -> 0;
  private static final IntUnaryOperator BOTH = i -> i < 30 ? 0 : 255;

  @BeforeEach
  void images() {
    for (String name : List.of("a", "b", "c", "d")) {
      write(gray(i -> 4 * i), "images/" + name + ".png");
      write(gray(BOTH), "masks/" + name + ".png");
    }
    text("train.txt", "a", "b");
    text("val.txt", "c");
    text("test.txt", "d");
  }

  private void masks(IntUnaryOperator value, String... names) {
    for (String name : names) {
      write(gray(value), "masks/" + name + ".png");
    }
  }

  private void assertWarnings(FolderSegmentationDataset.Builder builder, String... expected) {
    assertEquals(List.of(expected), builder.build().warnings());
  }

  @Test
  void nothingIsSaidWhereAllClassesOccur() {
    assertWarnings(builder());
    builder().build().requireLearnable();
    assertWarnings(builder().ignoreIndex(11), "no mask has the ignored value 11");
  }

  @Test
  void aSplitWithoutForegroundIsSaid() {
    masks(BACKGROUND, "c");
    String validation =
        "the validation images have no foreground: all pixels are 'background', so that scores of"
            + " other classes say nothing";
    assertWarnings(builder(), validation);
    masks(BACKGROUND, "d");
    assertWarnings(builder(), validation, validation.replace("validation", "test"));
    builder().build().requireLearnable();
  }

  @Test
  void trainingImagesOfOneClassTeachNothing() {
    String remedy =
        "; expected pixels of two classes (is the foreground another value of the masks?)";
    String start = "nothing can be learnt from '" + folder.getFileName() + "': all pixels of the 2";
    masks(BACKGROUND, "a", "b");
    FolderSegmentationDataset noForeground = builder().build();
    assertEquals(
        List.of(
            "the training images have no foreground: all pixels are 'background', so that nothing"
                + " can be learnt from them"),
        noForeground.warnings());
    masks(i -> 255, "a", "b");
    FolderSegmentationDataset noBackground = builder().build();
    masks(i -> 7, "a", "b", "c", "d");
    FolderSegmentationDataset allVoid = builder().ignoreIndex(7).build();
    assertEquals(
        start
            + " training images are 'background'"
            + remedy
            + "\n"
            + start
            + " training images are 'foreground'"
            + remedy
            + "\n"
            + start
            + " training images are void"
            + remedy
            + "\n",
        Refusals.messages(
            noForeground::requireLearnable,
            noBackground::requireLearnable,
            allVoid::requireLearnable));
  }

  @Test
  void voidImagesAreCounted() {
    masks(i -> 7, "b", "c");
    assertWarnings(
        builder().ignoreIndex(7),
        "1 of 2 training images is wholly void (first "
            + folder.resolve("images/b.png")
            + "): nothing is learnt there",
        "the validation images have no pixel of any class, all are void: nothing can be measured on"
            + " them");
    builder().ignoreIndex(7).build().requireLearnable();
  }

  @Test
  void classesThatAreOnlyMeasuredAreSaid() {
    masks(i -> i % 2, "a", "b");
    masks(i -> i % 3, "c", "d");
    assertWarnings(
        builder(),
        "no training image has 'class2', but others have: that cannot be learnt, and counts as"
            + " wrong");
    text("classes.txt", "0 rest", "1 cat", "2 dog", "3 cow", "4 owl");
    assertWarnings(
        builder(),
        "no training image has 'dog', but others have: that cannot be learnt, and counts as wrong");
    masks(i -> i % 2, "c", "d");
    assertWarnings(builder(), "no image has 'dog', 'cow', 'owl': that cannot be learnt");
    assertWarnings(
        FolderSegmentationDataset.builder(folder).classNames(List.of("x", "y", "1", "2", "3")),
        "no image has '1', '2', '3': that cannot be learnt");
  }

  @Test
  void oneOfManyClassesIsSaidByName() {
    masks(i -> i % 3, "a", "b", "d");
    masks(i -> 2, "c");
    assertWarnings(
        builder(),
        "the validation images have one class only: all pixels are 'class2', so that scores of"
            + " other classes say nothing");
    assertEquals(60, builder().build().classPixels(Split.VALIDATION)[2]);
  }
}
