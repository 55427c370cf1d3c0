package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class WiderFaceFormatTest extends BaseFormatTestCase {

  private static final String TRAIN = "wider_face_split/wider_face_train_bbx_gt.txt";

  @Override
  protected String name() {
    return "wider-face";
  }

  @Override
  protected String imageA() {
    return "WIDER_train/images/0--Parade/a.png";
  }

  @Override
  protected String annotationOfA() {
    return TRAIN;
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  /** CVAT adds the class where it is not "face". */
  private static String image(String name, Box box) {
    return String.format(
        "0--Parade/%s.png\n1\n%s %s %s %s 0 0 0 0 0 0 dog\n",
        name, box.left(), box.top(), box.width(), box.height());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    folder.text(TRAIN, image("a", box) + image("b", box));
    folder.text("wider_face_split/wider_face_val_bbx_gt.txt", image("c", box));
    folder
        .image("WIDER_train/images/0--Parade/a.png")
        .image("WIDER_train/images/0--Parade/b.png")
        .image("WIDER_val/images/0--Parade/c.png");
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(TRAIN, image("a", BOX) + image("a", BOX));
    return true;
  }

  private Annotations reading(String text) {
    return read(written().text(TRAIN, text));
  }

  @Test
  void invalidFacesAreIgnoredAndLinesOfZerosNothing() {
    Annotations annotations =
        reading(
            "0--Parade/a.png\n0\n0 0 0 0 0 0 0 0 0 0 \n"
                + "0--Parade/b.png\n2\n1 2 10 11 2 0 0 1 0 0\n1 2 3 4 1 0 0 0 2 1\n");
    assertEquals(List.of(), annotations.images().get(0).objects());
    List<Annotation> faces = annotations.images().get(1).objects();
    assertEquals(
        List.of(
            "image '0--Parade/b.png' face 1 (face) [IGNORED]",
            "image '0--Parade/b.png' face 2 (face) []"),
        faces.stream().map(face -> face.label() + " " + face.flags()).toList());
    assertEquals(Optional.of(new Box(1, 2, 11, 13)), faces.get(0).box());
    assertEquals("face", faces.get(0).className());
  }

  /** No number of faces where there are none, attributes in another order. */
  @Test
  void readsWhatCvatWrites() {
    DetectionFolder folder =
        written()
            .text("labels.txt", "face\ncat")
            .text(
                TRAIN,
                "no_label/a.png\nno_label/b.png\n3\n1 2 3 4\n1 2 3 4 cat\n"
                    + "1 2 3 4 - - - - - True \n");
    List<Annotation> faces = read(folder).images().get(1).objects();
    assertEquals(
        List.of("face []", "cat []", "face [IGNORED]"),
        faces.stream().map(face -> face.className() + " " + face.flags()).toList());
  }

  @Test
  void imagesOfNoListAreLeftOut() {
    DetectionFolder folder =
        written()
            .text("wider_face_split/wider_face_test_filelist.txt", "0--Parade/t.png\n")
            .image("WIDER_test/images/0--Parade/t.png");
    Annotations annotations = read(folder);
    assertEquals(Optional.of(Split.VALIDATION), annotations.images().get(2).split());
    assertEquals(
        List.of(
            "1 images are in no list and are left out, the first is "
                + folder.root()
                + "/WIDER_test/images/0--Parade/t.png"),
        annotations.warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String list = base.resolve("data/" + TRAIN) + ": ";
    assertEquals(
        list
            + "image '0--Parade/a.png' face 1 '1 2 3' must have 10 numbers, but has 3\n"
            + list
            + "image '0--Parade/a.png' face 1 '1 2 x 4' has no number as word 3\n"
            + list
            + "image '0--Parade/a.png' has 1 faces and not 2\n"
            + list
            + "image '0--Parade/a.png' has no number of faces, but '-1'\n"
            + list
            + "expected the path of an image or more faces, but found '1 2 3 4'\n"
            + list
            + "image '0--Parade/a.png' is listed twice\n",
        Refusals.messages(
            () -> reading("0--Parade/a.png\n1\n1 2 3\n"),
            () -> reading("0--Parade/a.png\n1\n1 2 x 4\n"),
            () -> reading("0--Parade/a.png\n2\n1 2 3 4\n"),
            () -> reading("0--Parade/a.png\n-1\n1 2 3 4\n"),
            () -> reading("0--Parade/a.png\n0\n1 2 3 4\n"),
            () -> reading("0--Parade/a.png\n0\n0--Parade/a.png\n0\n")));
  }
}
