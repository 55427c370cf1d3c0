package org.dl4jvision.task.detection;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.dl4jvision.check.Check;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.task.ExportedModel;

/**
 * A head as the metadata of a file of ONNX have it: what its numbers mean, without the losses,
 * which only a training needs. The file may be anyone's: classes that it names are those of
 * registered heads.
 */
final class ExportedHead {

  private static final String HEAD = "dl4j_vision_head";
  private static final String CLASS = "@class";

  private ExportedHead() {}

  /** What is written of a head. */
  static Map<String, String> facts(Head head) {
    Map<String, Object> options = options("a head", JsonFile.toText(head));
    options.values().removeIf(Map.class::isInstance);
    return Map.of(
        HEAD,
        JsonFile.toText(options),
        "image_width",
        String.valueOf(head.imageWidth()),
        "image_height",
        String.valueOf(head.imageHeight()),
        "strides",
        Arrays.toString(head.strides()),
        "output",
        "[batch, "
            + head.channels()
            + ", locations], of each location the class logits, the four numbers of a box"
            + (head.hasQuality() ? " and a logit of quality" : "")
            + " of each of "
            + head.anchors()
            + " anchors");
  }

  private static Map<String, Object> options(String name, String text) {
    Map<String, Object> options =
        JsonFile.parseGeneric(name, text, Map.class, String.class, Object.class);
    return new TreeMap<>(options);
  }

  /**
   * The head of a model.
   *
   * @throws IllegalArgumentException if the file names none that is known, or options that it
   *     cannot have
   */
  static Head read(ExportedModel model) {
    String name = "file " + model.file() + ", " + HEAD;
    Map<String, Object> options = options(name, model.text(HEAD));
    Object type = options.get(CLASS);
    Check.that(
        Heads.REGISTRY.all().stream()
            .anyMatch(known -> known.builder().build().getClass().getName().equals(type)),
        name + ": " + CLASS,
        type,
        "classes of the heads " + String.join(", ", Heads.REGISTRY.names()));
    options.values().removeIf(Map.class::isInstance);
    return JsonFile.parseGeneric(name, JsonFile.toText(options), Head.class);
  }
}
