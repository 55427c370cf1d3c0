package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.augmentation.Combinable;

/**
 * A canvas that others are laid on. An object of which too little is left becomes an ignored one:
 * too little to be taught, too much to be background. Of objects nothing but boxes is known: they
 * are pasted with what is around them, which fades away.
 */
final class Collage implements Combinable<Collage> {

  /** Of an image that is mixed in fainter than that nothing has to be found. */
  private static final double FAINT = 0.2;

  /** The width of what fades away, by the shorter side of a box. */
  private static final double MARGIN = 0.1;

  /** Less than that of a box is nothing. */
  private static final double NOTHING = 0.05;

  private final int channels;
  private final int side;
  private final double minVisibility;
  private final float[] pixels;
  private List<ObjectBox> objects;

  /**
   * @param pixels [channels, side, side], which are changed
   * @param minVisibility share of an object's box that must be left, else it is ignored
   */
  Collage(float[] pixels, int channels, int side, List<ObjectBox> objects, double minVisibility) {
    this.pixels = pixels;
    this.channels = channels;
    this.side = side;
    this.objects = new ArrayList<>(objects);
    this.minVisibility = minVisibility;
  }

  float[] pixels() {
    return pixels;
  }

  List<ObjectBox> boxes() {
    return objects;
  }

  @Override
  public ImageSize size() {
    return ImageSize.square(side);
  }

  @Override
  public void hide(Region part) {
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = c * side * side; i < (c + 1) * side * side; i++) {
        sum += pixels[i];
      }
      float mean = (float) (sum / (side * side));
      for (int y = part.top(); y < part.bottom(); y++) {
        int from = (c * side + y) * side + part.left();
        Arrays.fill(pixels, from, from + part.width(), mean);
      }
    }
    cover(box(part));
  }

  @Override
  public void paste(Collage other, Region part) {
    for (int c = 0; c < channels; c++) {
      for (int y = part.top(); y < part.bottom(); y++) {
        int from = (c * side + y) * side + part.left();
        System.arraycopy(other.pixels, from, pixels, from, part.width());
      }
    }
    Box frame = box(part);
    cover(frame);
    other.objects.stream()
        .map(object -> DetectionSample.cut(object, frame, minVisibility))
        .flatMap(Optional::stream)
        .forEach(objects::add);
  }

  @Override
  public void mix(Collage other, double weight) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += (float) weight * (other.pixels[i] - pixels[i]);
    }
    other.objects.stream()
        .map(o -> new ObjectBox(o.box(), o.classIndex(), o.ignored() || weight < FAINT))
        .forEach(objects::add);
  }

  @Override
  public List<Region> objects() {
    return whole().stream().map(object -> region(object.box())).toList();
  }

  /** Objects that touch the border may have been cut off. */
  private List<ObjectBox> whole() {
    return objects.stream()
        .filter(object -> !object.ignored())
        .filter(
            object -> {
              Box box = object.box();
              return box.left() >= 1
                  && box.top() >= 1
                  && box.right() <= side - 1
                  && box.bottom() <= side - 1;
            })
        .toList();
  }

  private static Region region(Box box) {
    int left = (int) Math.floor(box.left());
    int top = (int) Math.floor(box.top());
    int right = (int) Math.ceil(box.right());
    int bottom = (int) Math.ceil(box.bottom());
    return new Region(top, left, Math.max(1, bottom - top), Math.max(1, right - left));
  }

  private static Box box(Region part) {
    return new Box(part.left(), part.top(), part.right(), part.bottom());
  }

  @Override
  public void pasteObject(Collage other, int object, int down, int right) {
    ObjectBox pasted = other.whole().get(object);
    Box box = pasted.box();
    double margin = Math.max(1, MARGIN * Math.min(box.width(), box.height()));
    int fade = (int) Math.ceil(margin);
    Box moved = box.move(right, down);
    cover(moved);
    for (int y = first(box.top(), fade); y < end(box.bottom(), fade); y++) {
      for (int x = first(box.left(), fade); x < end(box.right(), fade); x++) {
        int row = y + down;
        int column = x + right;
        if (row < 0 || column < 0 || row >= side || column >= side) {
          continue;
        }
        double distance =
            Math.hypot(
                beyond(x + 0.5, box.left(), box.right()), beyond(y + 0.5, box.top(), box.bottom()));
        float share = (float) Math.max(0, 1 - distance / margin);
        for (int c = 0; c < channels; c++) {
          int to = (c * side + row) * side + column;
          pixels[to] += share * (other.pixels[(c * side + y) * side + x] - pixels[to]);
        }
      }
    }
    objects.add(new ObjectBox(moved, pasted.classIndex(), false));
  }

  private static int first(double edge, int fade) {
    return Math.max(0, (int) Math.floor(edge) - fade);
  }

  private int end(double edge, int fade) {
    return Math.min(side, (int) Math.ceil(edge) + fade);
  }

  private static double beyond(double place, double from, double to) {
    return Math.max(0, Math.max(from - place, place - to));
  }

  /** Takes account of what is not seen any more. */
  private void cover(Box hidden) {
    List<ObjectBox> left = new ArrayList<>();
    for (ObjectBox object : objects) {
      Box box = object.box();
      double visible = 1 - box.intersection(hidden) / box.area();
      if (visible > NOTHING) {
        boolean ignored = object.ignored() || visible < minVisibility;
        left.add(new ObjectBox(rest(box, hidden), object.classIndex(), ignored));
      }
    }
    objects = left;
  }

  /** What is left of a box of which a whole side is hidden; else it is still all of it. */
  private static Box rest(Box box, Box hidden) {
    double left = box.left();
    double top = box.top();
    double right = box.right();
    double bottom = box.bottom();
    if (hidden.top() <= top && hidden.bottom() >= bottom) {
      if (hidden.left() <= left && hidden.right() > left) {
        left = hidden.right();
      } else if (hidden.right() >= right && hidden.left() < right) {
        right = hidden.left();
      }
    } else if (hidden.left() <= left && hidden.right() >= right) {
      if (hidden.top() <= top && hidden.bottom() > top) {
        top = hidden.bottom();
      } else if (hidden.bottom() >= bottom && hidden.top() < bottom) {
        bottom = hidden.top();
      }
    }
    return new Box(left, top, right, bottom);
  }
}
