package org.dl4jvision.data.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.augmentation.Combinable;

/**
 * A sample that others are laid on. Objects are connected pixels of a class but for the background,
 * class 0, that touch no border: of those that do nobody knows where they end.
 */
final class Layers implements Combinable<Layers> {

  /** Fewer pixels are more often a mistake of who drew them than an object. */
  private static final int FEWEST_PIXELS = 9;

  private final SegmentationSample sample;
  private final int area;
  private float[] image;
  private byte[] labels;
  private byte[] others;
  private double weight;
  private List<PixelRegion> objects;

  Layers(SegmentationSample sample) {
    this.sample = sample;
    area = sample.height() * sample.width();
    image = sample.image();
    labels = sample.labels();
  }

  /** The result, as far as each pixel has one class: that of the larger weight. */
  SegmentationSample sample() {
    return image == sample.image() && labels == sample.labels()
        ? sample
        : sample.withImage(image).withLabels(labels);
  }

  /** The result with classes by their weights. */
  MixedSample mixed() {
    return new MixedSample(sample(), others == null ? labels : others, weight);
  }

  @Override
  public ImageSize size() {
    return sample.size();
  }

  /** Arrays of samples may be shared. */
  private void own() {
    if (image == sample.image()) {
      image = image.clone();
    }
    if (labels != null && labels == sample.labels()) {
      labels = labels.clone();
    }
    objects = null;
  }

  @Override
  public void hide(Region part) {
    own();
    for (int c = 0; c < sample.channels(); c++) {
      double sum = 0;
      for (int i = c * area; i < (c + 1) * area; i++) {
        sum += image[i];
      }
      for (int y = part.top(); y < part.bottom(); y++) {
        int from = c * area + y * sample.width() + part.left();
        Arrays.fill(image, from, from + part.width(), (float) (sum / area));
      }
    }
    for (int y = part.top(); labels != null && y < part.bottom(); y++) {
      int from = y * sample.width() + part.left();
      Arrays.fill(labels, from, from + part.width(), (byte) SegmentationSample.IGNORE);
    }
  }

  @Override
  public void paste(Layers other, Region part) {
    own();
    for (int y = part.top(); y < part.bottom(); y++) {
      int from = y * sample.width() + part.left();
      for (int c = 0; c < sample.channels(); c++) {
        System.arraycopy(other.image, c * area + from, image, c * area + from, part.width());
      }
      if (labels != null && other.labels != null) {
        System.arraycopy(other.labels, from, labels, from, part.width());
      } else if (labels != null) {
        Arrays.fill(labels, from, from + part.width(), (byte) SegmentationSample.IGNORE);
      }
    }
  }

  @Override
  public void mix(Layers other, double weight) {
    own();
    for (int i = 0; i < image.length; i++) {
      image[i] += (float) weight * (other.image[i] - image[i]);
    }
    others = other.labels != null ? other.labels : filled(SegmentationSample.IGNORE);
    this.weight = weight;
  }

  private byte[] filled(int value) {
    byte[] map = new byte[area];
    Arrays.fill(map, (byte) value);
    return map;
  }

  @Override
  public List<Region> objects() {
    return found().stream().map(Layers::box).toList();
  }

  private static Region box(PixelRegion pixels) {
    var box = pixels.bounds();
    return new Region((int) box.top(), (int) box.left(), (int) box.height(), (int) box.width());
  }

  private List<PixelRegion> found() {
    if (objects == null) {
      objects = new ArrayList<>();
      if (labels != null) {
        Components.of(labels, size(), value -> value > 0 && value < SegmentationSample.IGNORE)
            .stream()
            .map(Component::pixels)
            .filter(pixels -> pixels.area() >= FEWEST_PIXELS && isInside(box(pixels)))
            .forEach(objects::add);
      }
    }
    return objects;
  }

  private boolean isInside(Region box) {
    return box.top() > 0
        && box.left() > 0
        && box.bottom() < sample.height()
        && box.right() < sample.width();
  }

  /** Its border is softened by a pixel, so that no edge tells that it was pasted. */
  @Override
  public void pasteObject(Layers other, int object, int down, int right) {
    PixelRegion pixels = other.found().get(object);
    own();
    Region box = box(pixels);
    for (int y = box.top() - 1; y <= box.bottom(); y++) {
      for (int x = box.left() - 1; x <= box.right(); x++) {
        int column = x + right;
        int row = y + down;
        if (row < 0 || column < 0 || row >= sample.height() || column >= sample.width()) {
          continue;
        }
        int from = y * sample.width() + x;
        int to = row * sample.width() + column;
        float share = share(pixels, x, y);
        for (int c = 0; share > 0 && c < sample.channels(); c++) {
          int at = c * area + to;
          image[at] += share * (other.image[c * area + from] - image[at]);
        }
        if (labels != null && pixels.contains(x, y)) {
          labels[to] = other.labels[from];
        }
      }
    }
  }

  /** How many of a pixel and those around it are the object's. */
  private static float share(PixelRegion pixels, int x, int y) {
    int count = 0;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        count += pixels.contains(x + i, y + j) ? 1 : 0;
      }
    }
    return count / 9f;
  }
}
