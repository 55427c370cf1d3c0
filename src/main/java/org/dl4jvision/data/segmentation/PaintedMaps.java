package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Painter;
import org.dl4jvision.data.Painter.Shape;
import org.dl4jvision.data.Painting;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.folder.ObjectRules;
import org.dl4jvision.data.folder.ObjectRules.Checked;
import org.dl4jvision.io.Parallel;

/**
 * Class maps painted of the outlines of objects. Class 0 is the background, the others are those
 * that are declared, in their order. Crowds and other ignored objects are void where no object is,
 * and so are objects of which only a box is known.
 */
final class PaintedMaps implements ClassMaps {

  /** What class 0 is called, also by tools that draw it or declare it. */
  private static final List<String> BACKGROUND = List.of("background", "_background_");

  /** Pixels that are painted at once in a pass. */
  private static final int STRIP = 32 << 20;

  private final List<String> names;
  private final ObjectRules rules;
  private final List<String> warnings = new ArrayList<>();
  private final Map<AnnotatedImage, Set<Integer>> present = new ConcurrentHashMap<>();

  /**
   * Checks all objects.
   *
   * @param declared classes in their order, empty where none are declared
   * @throws IllegalArgumentException naming the first object at fault, or if none has an outline
   */
  PaintedMaps(Path folder, List<AnnotatedImage> images, Optional<List<String>> declared) {
    List<String> classes = declared.orElseGet(() -> ObjectRules.occurring(folder, images.stream()));
    names = new ArrayList<>(List.of("background"));
    classes.stream().filter(Predicate.not(PaintedMaps::isBackground)).forEach(names::add);
    Check.that(names.size() <= Painter.IGNORE, "classes", names.size(), "up to 255");
    if (names.size() < 2 || new LinkedHashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "classes of "
              + folder
              + " must be at least one besides the background and all different, but are "
              + classes);
    }
    // The background comes last, whatever it is called: what comes before it has an index of 1
    // more.
    Set<String> known = new LinkedHashSet<>(names.subList(1, names.size()));
    known.addAll(BACKGROUND);
    known.addAll(classes);
    rules = new ObjectRules(List.copyOf(known), PaintedMaps::bounds);
    AtomicInteger objects = new AtomicInteger();
    AtomicInteger boxes = new AtomicInteger();
    rules.apply(
        images,
        (i, checked) -> {
          objects.addAndGet(checked.size());
          present.put(images.get(i), classesOf(checked));
          checked.forEach(one -> boxes.addAndGet(one.object().outline().isEmpty() ? 1 : 0));
          checked.forEach(one -> ObjectRules.checkOutline(images.get(i), one.object()));
        },
        warnings);
    if (boxes.get() > 0 && boxes.get() == objects.get()) {
      throw new IllegalArgumentException(
          "the "
              + boxes
              + " objects in "
              + folder
              + " have boxes only; class maps are painted of outlines: polygons, run lengths or"
              + " masks");
    }
    if (boxes.get() > 0) {
      warnings.add(
          boxes + " of " + objects + " objects have a box and no outline: their boxes are void");
    }
  }

  static boolean isBackground(String name) {
    return BACKGROUND.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Of objects with both the outline counts. */
  private static Optional<Box> bounds(Annotation object) {
    return object.outline().map(Outline::bounds).or(object::box);
  }

  @Override
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public byte[] labels(AnnotatedImage image) {
    return painting(image).paint(Region.of(image.size()));
  }

  @Override
  public LabelWindows open(AnnotatedImage image) {
    Painting painting = painting(image);
    ImageSize size = image.size();
    return new LabelWindows() {
      @Override
      public byte[] labels(Region region) {
        return painting.paint(region);
      }

      @Override
      public int rows() {
        return Math.max(1, Math.min(size.height(), STRIP / size.width()));
      }

      @Override
      public void close() {}
    };
  }

  /** Of one class there is nothing to contest. */
  @Override
  public Optional<BitSet> contested(AnnotatedImage image, Region region) {
    boolean several = present.get(image).size() > 2; // the background is one
    return several ? Optional.of(painting(image).contested(region)) : Optional.empty();
  }

  private Painting painting(AnnotatedImage image) {
    // What was dropped or clipped was said when all objects were checked.
    List<Shape> shapes = rules.apply(image, warning -> {}).stream().map(this::shape).toList();
    return new Painting(image.size(), shapes);
  }

  private Shape shape(Checked checked) {
    return new Shape(
        checked.object().outline().orElseGet(() -> Outline.Polygon.of(checked.box())),
        value(checked));
  }

  private int value(Checked checked) {
    Annotation object = checked.object();
    boolean counts = object.outline().isPresent() && !object.ignored();
    int value = checked.classIndex() + 1;
    return !counts ? Painter.IGNORE : value < names.size() ? value : 0;
  }

  /**
   * Classes by the objects, which is quicker than by pixels; hardly any image has no background.
   */
  private Set<Integer> classesOf(List<Checked> objects) {
    Set<Integer> all = new TreeSet<>(Set.of(0));
    objects.stream().map(this::value).filter(value -> value != Painter.IGNORE).forEach(all::add);
    return all;
  }

  @Override
  public Set<Integer> classes(AnnotatedImage image) {
    return present.get(image);
  }

  @Override
  public long[] pixels(List<AnnotatedImage> images) {
    AtomicLongArray counts = new AtomicLongArray(Painter.IGNORE + 1);
    Parallel.forEach(
        images.size(),
        i -> {
          long[] ofImage = new long[Painter.IGNORE + 1];
          LabelWindows windows = open(images.get(i));
          for (Region strip : Region.strips(images.get(i).size(), windows.rows())) {
            for (byte label : windows.labels(strip)) {
              ofImage[Byte.toUnsignedInt(label)]++;
            }
          }
          for (int value = 0; value < ofImage.length; value++) {
            counts.addAndGet(value, ofImage[value]);
          }
        });
    long[] pixels = new long[names.size()];
    for (int value = 0; value < pixels.length; value++) {
      pixels[value] = counts.get(value);
    }
    return pixels;
  }
}
