package org.dl4jvision.io.coco;

import java.io.IOException;
import java.util.Arrays;
import org.dl4jvision.io.coco.CocoSegmentation.Broken;
import org.dl4jvision.io.coco.CocoSegmentation.Polygons;
import org.dl4jvision.io.coco.CocoSegmentation.Runs;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * Reads the segmentations of a file, one after the other: polygons, or runs of pixels as a list or
 * as the text into which pycocotools packs them. Not thread-safe.
 */
final class SegmentationReader {

  /** Three points. Fewer cover no pixel. */
  private static final int NUMBERS_OF_POLYGON = 6;

  private static final int FIRST_CHARACTER = 48;
  private static final int BITS = 5;

  private final Varints writer = Varints.writer();
  private double[] numbers = new double[64];
  private int size;
  private int[] ends = new int[8];
  private int rings;
  private int[] counts = new int[64];
  private int runs;
  private String problem;

  /** The value at which a parser stands; null where nothing is said. */
  CocoSegmentation read(JsonParser parser) throws IOException {
    size = 0;
    rings = 0;
    runs = 0;
    problem = null;
    CocoSegmentation result = null;
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      result = polygons(parser);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      result = runs(parser);
    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
      found("has " + Tokens.kind(parser.currentToken()) + " as segmentation");
    }
    return problem == null ? result : new Broken(problem);
  }

  /** Keeps the first problem. */
  private void found(String problem) {
    this.problem = this.problem == null ? problem : this.problem;
  }

  private CocoSegmentation polygons(JsonParser parser) throws IOException {
    boolean tooFew = false;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY && size == end()) {
        numbers(parser, parser.nextToken());
        tooFew |= !endRing();
      } else if (token.isNumeric() && rings == 0) {
        // A list of numbers in the place of a list of lists can only be one polygon.
        numbers(parser, token);
        tooFew |= !endRing();
        break;
      } else {
        found("has " + Tokens.kind(token) + " among its polygons");
        Tokens.skip(parser);
      }
    }
    if (rings == 0) {
      if (tooFew) {
        found("has no polygon of three points or more");
      }
      return null;
    }
    return new Polygons(numbers, ends, rings, writer);
  }

  private int end() {
    return rings == 0 ? 0 : ends[rings - 1];
  }

  /** Reads numbers up to the end of a list. */
  private void numbers(JsonParser parser, JsonToken first) throws IOException {
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token.isNumeric()) {
        numbers = size == numbers.length ? Arrays.copyOf(numbers, 2 * size) : numbers;
        numbers[size++] = Tokens.toDouble(parser);
      } else {
        found("has " + Tokens.kind(token) + " in a polygon, which must be numbers");
        Tokens.skip(parser);
      }
    }
  }

  /** Ends a polygon; false if it is too small to be one, which is then left out. */
  private boolean endRing() {
    int count = size - end();
    if (count % 2 != 0) {
      found("has a polygon of " + count + " numbers, which must be x and y of each point");
    }
    if (count < NUMBERS_OF_POLYGON) {
      size = end();
      return count == 0;
    }
    ends = rings == ends.length ? Arrays.copyOf(ends, 2 * rings) : ends;
    ends[rings++] = size;
    return true;
  }

  private CocoSegmentation runs(JsonParser parser) throws IOException {
    boolean hasCounts = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.getCurrentName();
      JsonToken token = parser.nextToken();
      if (field.equals("size") && token == JsonToken.START_ARRAY) {
        size = 0;
        numbers(parser, parser.nextToken());
      } else if (field.equals("counts") && token == JsonToken.START_ARRAY) {
        hasCounts = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken().isNumeric()) {
            addRun(Tokens.toDouble(parser));
          } else {
            found("has " + Tokens.kind(parser.currentToken()) + " in its run lengths");
            Tokens.skip(parser);
          }
        }
      } else if (field.equals("counts") && token == JsonToken.VALUE_STRING) {
        hasCounts = true;
        unpack(parser.getText());
      } else {
        Tokens.skip(parser);
      }
    }
    if (size != 2 || !isSide(numbers[0]) || !isSide(numbers[1])) {
      found("must have the size of its image, [height, width], beside its run lengths");
      return null;
    }
    if (!hasCounts) {
      found("has no counts, which must be run lengths");
    }
    long pixels = (long) numbers[0] * (long) numbers[1];
    long sum = 0;
    for (int i = 0; i < runs; i++) {
      sum += counts[i];
    }
    if (sum > pixels) {
      found("has run lengths of " + sum + " pixels on an image of " + pixels);
    }
    return new Runs((int) numbers[0], (int) numbers[1], counts, runs, writer);
  }

  private static boolean isSide(double value) {
    return value >= 1 && value <= Integer.MAX_VALUE && value == Math.rint(value);
  }

  private void addRun(double count) {
    if (!(count >= 0 && count <= Integer.MAX_VALUE && count == Math.rint(count))) {
      found("has a run length that is no number of pixels: " + count);
      return;
    }
    counts = runs == counts.length ? Arrays.copyOf(counts, 2 * runs) : counts;
    counts[runs++] = (int) count;
  }

  /**
   * Five bits a character, the lowest first, and a sixth for "more follows"; from the fourth run on
   * the difference from the last but one.
   */
  private void unpack(String text) {
    for (int i = 0; i < text.length() && problem == null; ) {
      long value = 0;
      int bits = 0;
      boolean more = true;
      while (more) {
        int digit = i < text.length() ? text.charAt(i++) - FIRST_CHARACTER : -1;
        if (digit < 0 || digit > 63 || bits > Integer.SIZE) {
          found("has packed run lengths that are damaged at character " + i);
          return;
        }
        value |= (long) (digit & 0x1f) << bits;
        bits += BITS;
        more = (digit & 0x20) != 0;
        if (!more && (digit & 0x10) != 0) {
          value |= -1L << bits;
        }
      }
      addRun(runs > 2 ? value + counts[runs - 2] : value);
    }
  }
}
