package org.dl4jvision.data.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.RunLengths;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.coco.CocoId;
import org.nd4j.shade.jackson.core.JsonGenerator;

/**
 * An object as COCO's annotation, all but its number.
 *
 * @param area in pixels
 * @param rings polygons whose union it is; empty where it has none
 * @param runs where polygons cannot say it
 */
record CocoObjectEntry(
    LabeledObject object,
    CocoId category,
    double area,
    List<double[]> rings,
    Optional<RunLengths> runs) {

  /** Finds how an object is written. */
  static CocoObjectEntry of(
      LabeledObject object, LabeledImage image, Classes classes, Notes notes) {
    if (object.classIndex() == LabeledObject.VOID) {
      notes.add(
          "%d areas are void, which COCO cannot say: they are written as crowds of '"
              + classes.ofObjects().get(0)
              + "', the first is on %s",
          image.file());
    }
    CocoId category = classes.ids().get(Math.max(0, object.classIndex()));
    Optional<Outline> outline = object.outline();
    if (outline.isEmpty()) {
      return new CocoObjectEntry(
          object, category, object.box().area(), List.of(), Optional.empty());
    }
    ImageSize size = image.size();
    Outline drawn = outline.get();
    double area = drawn.region(size).area();
    if (drawn instanceof RunLengths runs) {
      return new CocoObjectEntry(object, category, area, List.of(), Optional.of(runs));
    }
    // Tools take crowds as run lengths only.
    Optional<List<double[]>> rings =
        object.flags().isEmpty() ? OutlineRings.parts(drawn, size) : Optional.empty();
    return rings
        .map(parts -> new CocoObjectEntry(object, category, area, closed(parts), Optional.empty()))
        .orElseGet(
            () ->
                new CocoObjectEntry(
                    object,
                    category,
                    area,
                    List.of(),
                    Optional.of(RunLengths.of(drawn.region(size), size))));
  }

  /** Polygons of two points, which cover nothing, are none in COCO. */
  private static List<double[]> closed(List<double[]> rings) {
    return rings.stream().filter(ring -> ring.length >= 6).toList();
  }

  /**
   * Writes it.
   *
   * @param number among those of its file, from 1
   */
  void write(JsonGenerator json, long number, CocoId image) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", number);
    CocoOutput.writeId(json, "image_id", image);
    CocoOutput.writeId(json, "category_id", category);
    Box box = object.box();
    json.writeArrayFieldStart("bbox");
    writeAll(json, box.left(), box.top(), box.width(), box.height());
    json.writeEndArray();
    json.writeFieldName("area");
    writeAll(json, area);
    writeSegmentation(json);
    json.writeNumberField("iscrowd", object.ignored() ? 1 : 0);
    if (object.flags().contains(Flag.DIFFICULT)) {
      json.writeNumberField("difficult", 1);
    }
    if (object.flags().contains(Flag.IGNORED)) {
      json.writeNumberField("ignore", 1);
    }
    if (object.score().isPresent()) {
      json.writeNumberField("score", object.score().getAsDouble());
    }
    json.writeEndObject();
  }

  private void writeSegmentation(JsonGenerator json) throws IOException {
    if (runs.isPresent()) {
      json.writeObjectFieldStart("segmentation");
      json.writeArrayFieldStart("size");
      json.writeNumber(runs.get().size().height());
      json.writeNumber(runs.get().size().width());
      json.writeEndArray();
      json.writeArrayFieldStart("counts");
      for (int count : runs.get().counts()) {
        json.writeNumber(count);
      }
      json.writeEndArray();
      json.writeEndObject();
      return;
    }
    json.writeArrayFieldStart("segmentation");
    for (double[] ring : rings) {
      json.writeStartArray();
      writeAll(json, ring);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** Whole numbers without a decimal point. */
  private static void writeAll(JsonGenerator json, double... numbers) throws IOException {
    for (double number : numbers) {
      if (number == Math.rint(number) && Math.abs(number) < 1e9) {
        json.writeNumber((long) number);
      } else {
        json.writeNumber(number);
      }
    }
  }
}
