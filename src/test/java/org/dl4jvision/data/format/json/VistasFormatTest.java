package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class VistasFormatTest extends BaseFormatTestCase {

  private static final String CONFIG =
      "{'labels': [{'name': 'animal--bird', 'evaluate': true, 'color': [1, 2, 3]},"
          + " {'name': 'void--unlabeled', 'evaluate': false}, {'name': 'object--car'}]}";

  @Override
  protected String name() {
    return "vistas";
  }

  @Override
  protected String imageA() {
    return "training/images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "training/labels/a.png";
  }

  private static void write(DetectionFolder folder, String labels, Box box) {
    for (String image : List.of("training/%s/a", "training/%s/b", "validation/%s/c")) {
      folder.image(image.formatted("images") + ".png");
      Masks.gray(folder, image.formatted(labels) + ".png", Masks.box(box, 2, 0));
    }
  }

  private static DetectionFolder config(DetectionFolder folder, String file, String text) {
    return folder.text(file, text.replace('\'', '"'));
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    write(folder, "labels", box);
    config(folder, "config.json", CONFIG);
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    Masks.gray(folder, annotationOfA(), Masks.box(BOX, 3, 0));
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the value 3 (192 pixels), which is not in " + base + "/data/config.json";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("training/labels/a.tif");
    return true;
  }

  @Test
  void labelsAreNumberedAndThoseNotEvaluatedAreVoid() {
    MaskLegend legend = read(written()).legend().orElseThrow();
    assertEquals(List.of("animal--bird", "object--car"), legend.classNames());
    assertEquals(Map.of(0, 0, 1, 255, 2, 1), legend.indices());
  }

  @Test
  void theNewestVersionIsReadAndSaid() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    write(folder, "v1.2/labels", BOX);
    write(folder, "v2.0/labels", BOX);
    folder.image("testing/images/d.png");
    config(folder, "config_v1.2.json", CONFIG.replace("car", "bus"));
    assertEquals(List.of("animal--bird", "object--bus"), read(folder).classNames().orElseThrow());
    config(folder, "config_v2.0.json", CONFIG);
    Annotations annotations = read(folder);
    assertEquals(List.of("animal--bird", "object--car"), annotations.classNames().orElseThrow());
    assertEquals(
        folder.root().resolve("training/v2.0/labels/a.png"), annotations.images().get(0).source());
    assertEquals(
        List.of(
            "labels of v2.0 are read, those of other versions are left alone",
            "1 images have no mask and are left out, the first is "
                + folder.root()
                + "/testing/images/d.png"),
        annotations.warnings());
  }

  @Test
  void namesWhatIsWrong() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    write(folder, "v1.2/labels", BOX);
    config(folder, "config_v2.0.json", CONFIG);
    assertEquals(
        folder.root()
            + " has labels of v1.2, but no config_v1.2.json\n"
            + base
            + "/data/config.json: labels[1].name is 'a', as that of another label is\n"
            + base
            + "/data/config.json: labels[0].name must be a text that is not empty, but is 1\n"
            + base
            + "/data/config.json: line 1, column 61 is not well-formed JSON: the file is cut off or"
            + " damaged\n",
        Refusals.messages(
            () -> read(folder),
            () ->
                read(
                    config(
                        written(),
                        "config.json",
                        "{'labels': [{'name': 'a', 'evaluate': true}, {'name': 'a'}]}")),
            () ->
                read(
                    config(
                        written(), "config.json", "{'labels': [{'name': 1, 'evaluate': true}]}")),
            () -> read(config(written(), "config.json", CONFIG.substring(0, 60)))));
  }
}
