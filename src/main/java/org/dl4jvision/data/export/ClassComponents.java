package org.dl4jvision.data.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Painter;
import org.dl4jvision.data.RegionOutline;
import org.dl4jvision.data.segmentation.ClassMaps;

/**
 * Objects of class maps: connected pixels of one class, but for the background. Void pixels are
 * areas that count for nothing. Immutable and thread-safe.
 */
public final class ClassComponents {

  /** What masks without names call their first class. */
  private static final String UNNAMED = "class0";

  private final List<String> names = new ArrayList<>();

  /** The class of an object by the value of its pixels, VOID where there is none. */
  private final int[] indices = new int[Painter.IGNORE + 1];

  /**
   * Objects of classes.
   *
   * @param ofPixels by their values in class maps
   */
  public ClassComponents(List<String> ofPixels) {
    for (int value = 0; value < indices.length; value++) {
      indices[value] = LabeledObject.VOID;
      if (value < ofPixels.size() && !isBackground(ofPixels.get(value))) {
        indices[value] = names.size();
        names.add(ofPixels.get(value));
      }
    }
  }

  private static boolean isBackground(String name) {
    return ClassMaps.isBackground(name) || isUnnamed(name);
  }

  /** Whether it is what masks without names call their first class. */
  static boolean isUnnamed(String name) {
    return name.equals(UNNAMED);
  }

  /** The classes of objects. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /**
   * The objects on an image.
   *
   * @param map a class a pixel as an unsigned byte, row by row, 255 where void
   */
  public List<LabeledObject> of(byte[] map, ImageSize size) {
    return Components.of(map, size, value -> value == Painter.IGNORE || indices[value] >= 0)
        .stream()
        .map(component -> object(component, size))
        .toList();
  }

  private LabeledObject object(Component component, ImageSize size) {
    return LabeledObject.of(
        indices[component.value()],
        component.pixels().bounds(),
        Optional.of(new RegionOutline(component.pixels(), size)),
        component.value() == Painter.IGNORE ? Set.of(Flag.IGNORED) : Set.of());
  }
}
