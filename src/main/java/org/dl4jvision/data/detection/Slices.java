package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * How images are cut into square parts that overlap, so that a network sees small objects of a
 * large image in more pixels than the whole image would leave them. Slices cover the image and are
 * evenly spread: along a side of L pixels lie
 *
 * <pre>{@code
 * n = 1 + ceil((L - side) / (side * (1 - overlap)))
 * }</pre>
 *
 * of them from 0 to L - side; one of L pixels where L {@literal <=} side.
 *
 * @param side of a slice in pixels of the image, 0 for no slices, else at least {@link #LEAST}
 * @param overlap share of a slice's side that the next one covers at least, from 0 to below 0.9
 */
public record Slices(int side, double overlap) {

  /** The smallest side, in pixels. */
  public static final int LEAST = 32;

  /** The overlap of SAHI (Akyon, Altinuc, Temizel, 2022). */
  public static final double USUAL_OVERLAP = 0.2;

  /** Images are seen as a whole only. */
  public static final Slices NONE = new Slices(0, USUAL_OVERLAP);

  /** From here on a pixel would be in a hundred slices. */
  private static final double TOO_MUCH = 0.9;

  /** Twice this side, squared, in three channels is what an array can hold. */
  private static final int MOST = 1 << 14;

  public Slices {
    Check.that(
        side == 0 || (side >= LEAST && side <= MOST),
        "slice",
        side,
        "0 for none, and " + LEAST + " to " + MOST + " pixels");
    Check.that(
        overlap >= 0 && overlap < TOO_MUCH,
        "slice-overlap",
        overlap,
        "numbers from 0 to below " + TOO_MUCH);
  }

  /**
   * The slices of an image, row by row; all of the image where there are none or it is no larger.
   */
  public List<Region> of(ImageSize image) {
    List<Region> regions = new ArrayList<>();
    int height = side == 0 ? image.height() : Math.min(side, image.height());
    int width = side == 0 ? image.width() : Math.min(side, image.width());
    int rows = count(image.height(), height);
    int columns = count(image.width(), width);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        regions.add(
            new Region(
                start(y, rows, image.height() - height),
                start(x, columns, image.width() - width),
                height,
                width));
      }
    }
    return regions;
  }

  private int count(int length, int slice) {
    return 1 + (int) Math.ceil((length - slice) / (slice * (1 - overlap)));
  }

  /** The first pixel of a slice: the last one ends where the image does. */
  private static int start(int index, int count, int last) {
    return count == 1 ? 0 : (int) ((long) index * last / (count - 1));
  }
}
