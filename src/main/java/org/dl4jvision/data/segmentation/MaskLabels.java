package org.dl4jvision.data.segmentation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskWindows;
import org.dl4jvision.data.Region;

/** The classes of pixels by the codes of a mask, of which no more is read than is asked. */
final class MaskLabels implements LabelWindows {

  private final MaskWindows mask;
  private final Function<Mask, IntUnaryOperator> classes;

  /**
   * @param mask is closed with this
   * @param classes what the codes of a part of the mask mean; asked once for each code that occurs
   */
  MaskLabels(MaskWindows mask, Function<Mask, IntUnaryOperator> classes) {
    this.mask = mask;
    this.classes = classes;
  }

  /** The classes of all pixels. */
  byte[] all() {
    List<Region> strips = Region.strips(mask.size(), rows());
    if (strips.size() == 1) {
      return labels(strips.get(0));
    }
    byte[] all = new byte[Region.of(mask.size()).length()];
    for (Region strip : strips) {
      byte[] labels = labels(strip);
      System.arraycopy(labels, 0, all, strip.top() * strip.width(), labels.length);
    }
    return all;
  }

  @Override
  public byte[] labels(Region region) {
    Mask part = mask.mask(region);
    IntUnaryOperator classOf = classes.apply(part);
    Map<Integer, Byte> known = new HashMap<>();
    int[] codes = part.codes();
    byte[] labels = new byte[codes.length];
    int lastCode = -1;
    byte label = 0;
    for (int p = 0; p < labels.length; p++) {
      if (codes[p] != lastCode) {
        lastCode = codes[p];
        label = known.computeIfAbsent(lastCode, code -> (byte) classOf.applyAsInt(code));
      }
      labels[p] = label;
    }
    return labels;
  }

  @Override
  public int rows() {
    return mask.rows();
  }

  @Override
  public void close() {
    mask.close();
  }
}
