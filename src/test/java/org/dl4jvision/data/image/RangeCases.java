package org.dl4jvision.data.image;

import java.util.List;

/** Samples without a known range, and pixels without data. */
final class RangeCases {

  private RangeCases() {}

  static List<ImageCase> ranges() {
    return List.of(
        ImageCase.of(
                "real numbers (TIFF, 16, 32 or 64 bits)",
                "stretched from the smallest to the largest of the image to [0, 1]")
            .reads(TinyTiff.of(1, 3, 1, 32).floats(-100, 0, 300).file(), "0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 64).doubles(1e9, 1e9 + 1, 1e9 + 4).file(), "0 0.25 1")
            .reads(
                TinyTiff.of(1, 3, 1, 16).tag(339, 3).shorts(0x3c00, 0x4000, 0x4500).file(),
                "0 0.25 1")
            .reads(TinyTiff.of(1, 1, 3, 32).floats(0, 50, 200).file(), "0,0.25,1"),
        ImageCase.of("whole numbers of 32 bits", "the same; unsigned unless the file says signed")
            .reads(TinyTiff.of(1, 3, 1, 32).ints(0, 64, 256).file(), "0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 32).ints(0, 1 << 30, 1L << 32 - 1).file(), "0 0.5 1")
            .codes(
                TinyTiff.of(1, 2, 1, 32).ints(1, 0xffffffffL).file(),
                "mask FILE has the value 4294967295; allowed: whole numbers from 0 to 16777215")
            .codes(
                TinyTiff.of(1, 2, 1, 32).tag(339, 2).ints(1, -1).file(),
                "mask FILE has the value -1; allowed: whole numbers from 0 to 16777215")
            .reads(TinyTiff.of(1, 3, 1, 32).tag(339, 2).ints(-10, 0, 30).file(), "0 0.25 1"),
        ImageCase.of("signed whole numbers of 8 or 16 bits", "the same")
            .reads(TinyTiff.of(1, 3, 1, 8).tag(339, 2).bytes(246, 0, 30).file(), "0 0.25 1")
            .codes(TinyTiff.of(1, 3, 1, 8).tag(339, 2).bytes(0, 1, 127).file(), "0 1 127")
            .codes(
                TinyTiff.of(1, 2, 1, 8).tag(339, 2).bytes(0, 255).file(),
                "mask FILE has the value -1; allowed: whole numbers from 0 to 16777215")
            .reads(TinyTiff.of(1, 3, 1, 16).tag(339, 2).shorts(-1000, 0, 3000).file(), "0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 16).tag(339, 2).shorts(0, 64, 256).file(), "0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 16).tag(339, 2).shorts(-300, -200, -100).file(), "0 0.5 1"),
        ImageCase.of("one number everywhere", "0")
            .reads(TinyTiff.of(1, 2, 1, 32).floats(7, 7).file(), "0 0")
            .reads(TinyTiff.of(1, 2, 1, 32).ints(7, 7).file(), "0 0"));
  }

  static List<ImageCase> noData() {
    double none = Double.NaN;
    return List.of(
        ImageCase.of("NaN, infinite", "0; they do not take part in stretching")
            .reads(TinyTiff.of(1, 4, 1, 32).floats(none, 100, 200, 500).file(), "0 0 0.25 1")
            .reads(
                TinyTiff.of(1, 4, 1, 64)
                    .doubles(Double.POSITIVE_INFINITY, -1, 1, Double.NEGATIVE_INFINITY)
                    .file(),
                "0 0 1 0")
            .reads(TinyTiff.of(1, 3, 1, 32).tag(262, 0).floats(none, 1, 2).file(), "0 1 0")
            .reads(TinyTiff.of(1, 2, 1, 32).floats(none, none).file(), "0 0"),
        ImageCase.of("the number in GDAL's tag (GDAL_NODATA)", "the same")
            .reads(
                TinyTiff.of(1, 4, 1, 32).tag(42113, "-1").floats(-1, 100, 200, 500).file(),
                "0 0 0.25 1")
            .reads(
                TinyTiff.of(1, 4, 1, 32)
                    .tag(42113, "-3.4028234663852886e+38")
                    .floats(-Float.MAX_VALUE, 100, 200, 500)
                    .file(),
                "0 0 0.25 1")
            .reads(
                TinyTiff.of(1, 4, 1, 16)
                    .tag(339, 2)
                    .tag(42113, "0")
                    .shorts(0, 100, 200, 500)
                    .file(),
                "0 0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 32).tag(42113, "7").floats(-9999, 1, 2).file(), "0 1 1"),
        ImageCase.of(
                "without that tag: -9999, -99999, the lowest and the highest number of the type,"
                    + " 1e20, 9.96921e36, farther from all others than these from each other",
                "the same")
            .reads(TinyTiff.of(1, 4, 1, 32).floats(-9999, 100, 200, 500).file(), "0 0 0.25 1")
            .reads(
                TinyTiff.of(1, 4, 1, 16).tag(339, 2).shorts(-32768, 100, 200, 500).file(),
                "0 0 0.25 1")
            .reads(TinyTiff.of(1, 4, 1, 32).floats(1e20, 100, 200, 500).file(), "0 0 0.25 1")
            .reads(TinyTiff.of(1, 3, 1, 32).floats(-9999, 1, 10001).file(), "0 0.5 1"),
        ImageCase.of("no-data numbers of 8 or 16 bits, unsigned", "as all others")
            .reads(TinyTiff.of(1, 2, 1, 8).tag(42113, "255").bytes(255, 7).file(), "255 7")
            .reads(TinyTiff.of(1, 2, 1, 16).tag(42113, "65535").shorts(65535, 0).file(), "1 0"));
  }
}
