package org.dl4jvision.metric.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dl4jvision.metric.detection.DetectionEvaluation.Guess;
import org.dl4jvision.metric.detection.DetectionEvaluation.Region;
import org.dl4jvision.metric.detection.DetectionEvaluation.Truth;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.json.JsonReadFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * An evaluation of files: annotations in COCO's format and detections in that of its results.
 *
 * <p>Images are taken in the order of their ids, as pycocotools does. Crowds ({@code iscrowd}) are
 * ignored objects; without {@code area} an object has that of its box. Outlines are not read.
 */
public final class CocoFiles {

  /** NaN is read in order to say where it is. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path truth;
  private final Path detections;
  private final Map<Long, String> categories = new LinkedHashMap<>();
  private final Map<Long, Integer> classes = new LinkedHashMap<>();
  private final Map<Long, List<Truth>> truths = new TreeMap<>();
  private final Map<Long, List<Guess>> guesses = new TreeMap<>();
  private final DetectionEvaluation evaluation;

  private CocoFiles(Path truth, Path detections) {
    this.truth = truth;
    this.detections = detections;
    readTruth();
    readDetections();
    evaluation = new DetectionEvaluation(List.copyOf(categories.values()));
    truths.forEach((image, objects) -> evaluation.addImage(objects, guesses.get(image)));
  }

  /**
   * Reads both files.
   *
   * @param truth {@code {"images": [..], "annotations": [..], "categories": [..]}}
   * @param detections {@code [{"image_id": .., "category_id": .., "bbox": [x, y, width, height],
   *     "score": ..}, ..]}
   * @throws IllegalArgumentException if one is no such file, or names an image or category that the
   *     truth has not, or holds a number that is none or a reversed box; the message names the file
   *     and the object
   * @throws UncheckedIOException if one cannot be read
   */
  public static CocoFiles read(Path truth, Path detections) {
    return new CocoFiles(truth, detections);
  }

  public DetectionEvaluation evaluation() {
    return evaluation;
  }

  /** The names of the categories by id, in the order of the evaluation's classes. */
  public Map<Long, String> categories() {
    return new LinkedHashMap<>(categories);
  }

  private void readTruth() {
    JsonNode root = tree(truth);
    if (!root.isObject()) {
      throw bad(truth, "holds no object; give {\"images\", \"annotations\", \"categories\"}");
    }
    Entries images = new Entries(truth, "images", root.get("images"));
    for (Entry image : images) {
      if (truths.put(image.id("id"), new ArrayList<>()) != null) {
        throw image.bad("an image before has the same id " + image.id("id"));
      }
      guesses.put(image.id("id"), new ArrayList<>());
    }
    for (Entry category : new Entries(truth, "categories", root.get("categories"))) {
      long id = category.id("id");
      if (classes.put(id, classes.size()) != null) {
        throw category.bad("a category before has the same id " + id);
      }
      categories.put(id, category.node.path("name").asText(String.valueOf(id)));
    }
    for (Entry annotation : new Entries(truth, "annotations", root.get("annotations"))) {
      long image = annotation.image();
      Region region = annotation.region();
      boolean crowd = annotation.node.path("iscrowd").asInt(0) != 0;
      double area = annotation.node.has("area") ? annotation.number("area") : region.area();
      truths.get(image).add(new Truth(region, annotation.classIndex(), crowd, area));
    }
  }

  private void readDetections() {
    JsonNode root = tree(detections);
    for (Entry detection : new Entries(detections, "detections", root)) {
      long image = detection.image();
      guesses
          .get(image)
          .add(new Guess(detection.region(), detection.classIndex(), detection.number("score")));
    }
  }

  private static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          String.format(
              "%s is no JSON, line %d: %s",
              file, e.getLocation().getLineNr(), firstOf(e.getOriginalMessage())),
          e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no such file: " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** A parser's message without the text that it was reading. */
  private static String firstOf(String message) {
    return message.replaceAll("\\s+", " ").replaceAll(" \\(start marker.*", "");
  }

  private static IllegalArgumentException bad(Path file, String what) {
    return new IllegalArgumentException(file + ": " + what);
  }

  /** The objects of a list. */
  private final class Entries implements Iterable<Entry> {
    private final List<Entry> entries = new ArrayList<>();

    Entries(Path file, String name, JsonNode list) {
      if (list == null || !list.isArray()) {
        throw bad(file, name + " must be a list of objects, is " + kind(list));
      }
      for (JsonNode node : list) {
        Entry entry = new Entry(file, name + "[" + entries.size() + "]", node);
        if (!node.isObject()) {
          throw entry.bad("is " + kind(node) + ", must be an object");
        }
        entries.add(entry);
      }
    }

    @Override
    public Iterator<Entry> iterator() {
      return entries.iterator();
    }
  }

  private static String kind(JsonNode node) {
    return node == null || node.isMissingNode()
        ? "missing"
        : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** One object of a list, to be named where it is wrong. */
  private final class Entry {
    private final Path file;
    private final String place;
    private final JsonNode node;

    Entry(Path file, String place, JsonNode node) {
      this.file = file;
      this.place = place;
      this.node = node;
    }

    IllegalArgumentException bad(String what) {
      String id = node.path("id").isNumber() ? " (id " + node.get("id").asText() + ")" : "";
      return CocoFiles.bad(file, place + id + ": " + what);
    }

    long id(String key) {
      JsonNode value = node.path(key);
      if (!value.isNumber() || value.asDouble() != value.asLong()) {
        throw bad(key + " is " + text(value) + "; give a whole number");
      }
      return value.asLong();
    }

    double number(String key) {
      return number(key, node.path(key));
    }

    private double number(String name, JsonNode value) {
      if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
        throw bad(name + " is " + text(value) + "; give a finite number");
      }
      return value.asDouble();
    }

    private String text(JsonNode value) {
      if (value.isMissingNode()) {
        return "missing";
      }
      return value.isNumber() ? value.asText() : value.toString();
    }

    long image() {
      long image = id("image_id");
      if (!truths.containsKey(image)) {
        throw bad("image_id " + image + " is not among the images of " + truth);
      }
      return image;
    }

    int classIndex() {
      long category = id("category_id");
      Integer index = classes.get(category);
      if (index == null) {
        throw bad("category_id " + category + " is not among the categories of " + truth);
      }
      return index;
    }

    Region region() {
      JsonNode box = node.path("bbox");
      if (!box.isArray() || box.size() != 4) {
        throw bad("bbox is " + text(box) + "; give [x, y, width, height]");
      }
      double[] numbers = new double[4];
      for (int i = 0; i < 4; i++) {
        numbers[i] = number("bbox[" + i + "]", box.get(i));
      }
      if (numbers[2] < 0 || numbers[3] < 0) {
        throw bad("bbox is " + box + ": width and height must not be negative");
      }
      return new Region(
          numbers[0],
          numbers[1],
          numbers[0] + numbers[2],
          numbers[1] + numbers[3],
          numbers[2] * numbers[3]);
    }
  }
}
