package org.dl4jvision.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Colors of CIE L*a*b* with the white D50, as in TIFF files, as sRGB of 8 bits; those that sRGB
 * lacks are clipped.
 *
 * @param bits of a sample, 8 or 16
 * @param offset whether a* and b* are stored with an offset (ICC) rather than as signed numbers
 */
record LabColors(int bits, boolean offset) {

  /** Photometric interpretations: a* and b* as signed numbers, and as ICC stores them. */
  static final int CIE = 8;

  static final int ICC = 9;

  private static final double[] WHITE = {0.9642, 1, 0.8249};

  /** From XYZ with the white D50 to linear sRGB, by Bradford's adaptation to D65. */
  private static final double[][] TO_RGB = {
    {3.1338561, -1.6168667, -0.4906146},
    {-0.9787684, 1.9161415, 0.0334540},
    {0.0719453, -0.2289914, 1.4052427}
  };

  /** An image of these colors. */
  BufferedImage toRgb(Raster lab) {
    int width = lab.getWidth();
    BufferedImage image = new BufferedImage(width, lab.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[3 * width];
    for (int y = 0; y < lab.getHeight(); y++) {
      lab.getPixels(lab.getMinX(), lab.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color(row[3 * x], row[3 * x + 1], row[3 * x + 2]));
      }
    }
    return image;
  }

  private int color(int lightness, int a, int b) {
    // ICC's 16 bits have 100 at 0xff00, so that the upper byte is that of 8 bits.
    double largest = bits == 8 ? 255 : offset ? 0xff00 : 0xffff;
    double fy = (100 * lightness / largest + 16) / 116;
    double[] f = {fy + chroma(a) / 500, fy, fy - chroma(b) / 200};
    int color = 0;
    for (double[] weights : TO_RGB) {
      double linear = 0;
      for (int i = 0; i < 3; i++) {
        linear += weights[i] * WHITE[i] * tristimulus(f[i]);
      }
      color = color << 8 | (int) Math.round(255 * gamma(Math.max(0, Math.min(1, linear))));
    }
    return color;
  }

  private double chroma(int sample) {
    int half = 1 << bits - 1;
    int signed = offset ? sample - half : (sample ^ half) - half;
    return bits == 8 ? signed : signed / 256.0;
  }

  private static double tristimulus(double f) {
    return f > 6.0 / 29 ? f * f * f : (f - 16.0 / 116) * 108 / 841;
  }

  private static double gamma(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
  }
}
