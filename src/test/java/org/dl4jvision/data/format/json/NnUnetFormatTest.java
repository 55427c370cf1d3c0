package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class NnUnetFormatTest extends BaseFormatTestCase {

  private static final String JSON =
      "{\"channel_names\": {\"0\": \"R\"}, \"labels\": {\"background\": 0, \"dog\": 1},"
          + " \"numTraining\": 3, \"file_ending\": \".png\"}";

  @Override
  protected String name() {
    return "nnunet";
  }

  @Override
  protected String imageA() {
    return "imagesTr/a_0000.png";
  }

  @Override
  protected String annotationOfA() {
    return "labelsTr/a.png";
  }

  @Override
  protected List<Optional<Split>> splits() {
    return List.of(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("imagesTr/" + name + "_0000.png");
      Masks.gray(folder, "labelsTr/" + name + ".png", Masks.box(box, 1, 0));
    }
    folder.text("dataset.json", JSON);
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    Masks.gray(folder, annotationOfA(), Masks.box(BOX, 2, 0));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the value 2 (192 pixels), which is not in " + base + "/data/dataset.json";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("labelsTr/a.tif");
    return true;
  }

  private MaskLegend legend(String labels) {
    return read(json(labels)).legend().orElseThrow();
  }

  private DetectionFolder json(String labels) {
    return written().text("dataset.json", ("{'labels': " + labels + "}").replace('\'', '"'));
  }

  @Test
  void labelsStandInBothDirections() {
    MaskLegend legend = legend("{'ignore': 3, 'dog': 2, 'background': 0, 'cat': 1}");
    assertEquals(List.of("background", "cat", "dog"), legend.classNames());
    assertEquals(Map.of(0, 0, 1, 1, 2, 2, 3, 255), legend.indices());
    assertEquals(List.of("none", "cat"), legend("{'1': 'cat', '0': 'none'}").classNames());
    assertEquals(List.of("none", "7"), legend("{'7': 9, 'none': 0}").classNames());
  }

  @Test
  void imagesForTestingAreThoseWithMasks() {
    DetectionFolder folder = written().image("imagesTs/a_0000.png").image("labelsTs/a.png");
    folder.image("imagesTs/d_0000.png");
    Annotations annotations = read(folder);
    assertEquals(
        List.of("a", "b", "c", "a TEST"),
        annotations.images().stream()
            .map(image -> image.name() + image.split().map(s -> " " + s.name()).orElse(""))
            .toList());
    assertEquals(
        List.of(
            "1 images have no mask and are left out, the first is "
                + folder.root()
                + "/imagesTs/d_0000.png"),
        annotations.warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String root = base.resolve("data") + "/";
    String files = "read are 2-D images only (" + ImageFiles.FORMATS + ")\n";
    DetectionFolder volumes = new DetectionFolder(base.resolve("volumes"));
    volumes.text("dataset.json", "{\"labels\": {\"0\": \"background\"}}");
    volumes.text("imagesTr/a_0000.nii.gz", "").text("labelsTr/a.nii.gz", "");
    assertEquals(
        root
            + "dataset.json: labels.all is a region of several values; regions overlap, and a pixel"
            + " has one class here: give each value a name of its own\n"
            + root
            + "dataset.json: labels.cat is the value 1, which is 'dog', too\n"
            + root
            + "dataset.json: labels.cat must be a whole number, but is 1.5\n"
            + root
            + "dataset.json: file_ending is '.nii.gz', but "
            + files
            + root
            + "dataset.json: dataset lists files of other folders, which are not read: put them"
            + " into imagesTr and labelsTr\n"
            + root
            + "dataset.json: is empty\n"
            + base
            + "/volumes/imagesTr/a_0000.nii.gz is a volume, but "
            + files
            + base
            + " has 2 data sets of nnU-Net (data, volumes), each with classes of its own: name the"
            + " folder of one\n"
            + root
            + "imagesTr/a_0001.png: case 'a' has another file, a_0000.png; an image is one file"
            + " here, gray or color: join its channels into one\n",
        Refusals.messages(
            () -> legend("{'dog': 1, 'all': [1, 2]}"),
            () -> legend("{'dog': 1, 'cat': 1}"),
            () -> legend("{'dog': 1, 'cat': 1.5}"),
            () -> read(json("{}, 'file_ending': '.nii.gz'")),
            () -> read(json("{}, 'dataset': {}")),
            () -> read(written().text("dataset.json", "")),
            () -> read(volumes),
            () -> read(new DetectionFolder(base)),
            () -> read(written().image("imagesTr/a_0001.png"))));
  }
}
