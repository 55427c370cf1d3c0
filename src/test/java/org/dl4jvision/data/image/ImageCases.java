package org.dl4jvision.data.image;

import static org.dl4jvision.data.image.EncodedImages.bits;
import static org.dl4jvision.data.image.EncodedImages.encode;
import static org.dl4jvision.data.image.EncodedImages.exif;
import static org.dl4jvision.data.image.EncodedImages.gray;
import static org.dl4jvision.data.image.EncodedImages.palette;
import static org.dl4jvision.data.image.EncodedImages.rgb;
import static org.dl4jvision.data.image.EncodedImages.withExif;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.image.EncodedImages.Compression;

/** What {@code docs/images.md} says, by section, with files that show it. */
final class ImageCases {

  /** 8x8 pixels of cyan 51, magenta 102, yellow 153 and black 64. Made with Pillow. */
  private static final byte[] CMYK_JPEG =
      base64(
          "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcG"
              + "BggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAcI"
              + "Cf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8A0wMgXX4//9k=");

  /** 16x16 pixels of 646464 with losses, 2x1 with alpha without, 2x1 red and then blue. */
  private static final byte[] LOSSY_WEBP =
      base64("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoQABAAAUAmJaQAA3AA/u4DAAA=");

  private static final byte[] ALPHA_WEBP =
      base64("UklGRiIAAABXRUJQVlA4TBYAAAAvAQAAEA9wCqgr+J7C43+AwYOM6H8A");
  private static final byte[] ANIMATED_WEBP =
      base64(
          "UklGRoQAAABXRUJQVlA4WAoAAAACAAAAAQAAAAAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAAAEAAAAAAAAA"
              + "AAJWUDhMDwAAAC8BAAAABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAAEAAAAAAAAAAABWUDhMDwAAAC8BAAAABxDR"
              + "//4HIqL/AQA=");

  private ImageCases() {}

  static Map<String, List<ImageCase>> all() {
    Map<String, List<ImageCase>> all = new LinkedHashMap<>();
    all.put("formats", formats());
    all.put("pixels", pixels());
    all.put("ranges", RangeCases.ranges());
    all.put("no-data", RangeCases.noData());
    all.put("transparency", transparency());
    all.put("orientation", orientation());
    all.put("pages", pages());
    all.put("refused", RefusedCases.all());
    return all;
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  /** The same value everywhere. */
  private static String even(String value, int height, int width) {
    String row = String.join(" ", Collections.nCopies(width, value));
    return String.join(" / ", Collections.nCopies(height, row));
  }

  private static List<ImageCase> formats() {
    byte[] jpeg = encode(gray(8, filled(64, 100)), "jpg");
    return List.of(
        ImageCase.of("PNG", "all kinds: gray, color or palette of 1 to 16 bits, interlaced or not")
            .reads(encode(gray(3, 0, 100, 255), "png"), "0 100 255")
            .reads(encode(rgb(2, 0xff8000, 0x102030), "png"), "ff8000 102030")
            .reads(encode(bits(3, 1, 0, 1), "png"), "255 0 255"),
        ImageCase.of("JPEG", "baseline and progressive, gray, color or CMYK of 8 bits")
            .reads(jpeg, even("100", 8, 8))
            .reads(EncodedImages.progressive(gray(8, filled(64, 200))), even("200", 8, 8))
            .reads(CMYK_JPEG, even("99734d", 8, 8))
            .reads(Arrays.copyOf(jpeg, jpeg.length - 2), even("100", 8, 8)),
        ImageCase.of(
                "TIFF, BigTIFF",
                "strips, tiles or planes; no compression, PackBits, LZW, deflate, JPEG (also the"
                    + " old kind), fax; 1 to 64 bits")
            .reads(EncodedImages.tiff(gray(3, 0, 100, 255), Compression.NONE), "0 100 255")
            .reads(EncodedImages.tiff(gray(3, 0, 100, 255), Compression.PACK_BITS), "0 100 255")
            .reads(EncodedImages.tiff(rgb(2, 0xff8000, 0x102030), Compression.LZW), "ff8000 102030")
            .reads(
                EncodedImages.tiff(rgb(2, 0xff8000, 0x102030), Compression.DEFLATE),
                "ff8000 102030")
            .reads(
                EncodedImages.tiff(bits(8, 1, 0, 1, 1, 1, 0, 0, 1), Compression.FAX),
                "255 0 255 255 255 0 0 255")
            .reads(TinyTiff.of(8, 8, 1, 8).tag(259, 7).data(jpeg).file(), even("100", 8, 8))
            .reads(
                TinyTiff.of(8, 8, 1, 8)
                    .tag(259, 6)
                    .tag(513, 0)
                    .tag(514, jpeg.length)
                    .data(jpeg)
                    .file(),
                even("100", 8, 8))
            // The JPEG file has its inks turned round, as Adobe does; within TIFF they stand as
            // they are.
            .reads(
                TinyTiff.of(8, 8, 4, 8).tag(259, 7).tag(262, 5).data(CMYK_JPEG).file(),
                even("0d1a26", 8, 8))
            .reads(TinyTiff.big(1, 3, 1, 8).bytes(0, 100, 255).file(), "0 100 255"),
        ImageCase.of(
                "BMP",
                "1 to 32 bits, also 5-6-5; pixels that run-length coding skips have the first color"
                    + " of the palette")
            .reads(encode(rgb(2, 0xff8000, 0x102030), "bmp"), "ff8000 102030")
            .reads(
                TinyBmp.rgb565(2, 0xffff, 0x07e0, 0xf800, 0x8410), "ffffff 00ff00 / ff0000 848284")
            .reads(
                TinyBmp.runs(4, 3, 1, 2, 0, 2, 1, 0, 1, 3, 0, 0, 0, 2, 2, 1, 2, 1, 0, 1),
                "102030 102030 ff0000 ff0000 / 102030 102030 102030 102030 / 00ff00 102030 0000ff"
                    + " 102030"),
        ImageCase.of(
                "GIF",
                "the first frame where it lies on its canvas; around it is the transparent, else"
                    + " the first color of the palette")
            .reads(EncodedImages.gif(palette(2, 1, 2), 2, 1, 0, 0, -1), "ff0000 00ff00")
            .reads(
                EncodedImages.gif(palette(2, 1, 2), 4, 2, 1, 1, -1),
                "102030 102030 102030 102030 / 102030 ff0000 00ff00 102030")
            .reads(EncodedImages.gif(palette(2, 1, 2), 3, 1, 1, 0, 3), "0000ff ff0000 00ff00"),
        ImageCase.of("WebP", "with and without losses; the first frame of animations")
            .reads(EncodedImages.WEBP, "282828 505050 787878 / a0a0a0 c8c8c8 f0f0f0")
            .reads(LOSSY_WEBP, even("646464", 16, 16))
            .reads(ANIMATED_WEBP, "ff0000 ff0000"));
  }

  private static List<ImageCase> pixels() {
    return List.of(
        ImageCase.of("gray, color of 8 bits", "as they are, without gamma")
            .reads(encode(gray(3, 1, 127, 254), "png"), "1 127 254")
            .reads(encode(rgb(1, 0x0102fe), "png"), "0102fe"),
        ImageCase.of("fewer bits", "shares of the largest number, in 255 steps")
            .reads(TinyTiff.of(1, 4, 1, 2).bytes(0b00011011).file(), "0 85 170 255")
            .reads(TinyTiff.of(1, 2, 1, 4).bytes(0x1f).file(), "17 255")
            .reads(TinyTiff.of(1, 8, 1, 1).bytes(0b10110001).file(), "255 0 255 255 0 0 0 255"),
        ImageCase.of("9 to 16 bits", "shares of the largest number that so many bits can hold")
            .reads(TinyTiff.of(1, 3, 1, 16).shorts(0, 6554, 65535).file(), "0 0.1 1")
            .reads(TinyTiff.of(1, 1, 3, 16).shorts(65535, 13107, 0).file(), "1,0.2,0")
            .reads(TinyTiff.of(1, 2, 1, 12).bytes(0xff, 0xf1, 0x9a).file(), "1 0.1"),
        ImageCase.of("palette", "its colors, in whatever order; gray where all are")
            .reads(encode(palette(4, 0, 1, 2, 3), "png"), "102030 ff0000 00ff00 0000ff")
            .reads(encode(EncodedImages.whiteFirst(3, 0, 1, 0), "png"), "255 0 255")
            .reads(encode(EncodedImages.whiteFirst(3, 0, 1, 0), "bmp"), "255 0 255"),
        ImageCase.of("white is 0", "turned round")
            .reads(
                TinyTiff.of(1, 8, 1, 1).tag(262, 0).bytes(0b10110001).file(),
                "0 255 0 0 255 255 255 0")
            .reads(TinyTiff.of(1, 3, 1, 8).tag(262, 0).bytes(0, 100, 255).file(), "255 155 0")
            .reads(TinyTiff.of(1, 3, 1, 16).tag(262, 0).shorts(0, 6554, 65535).file(), "1 0.9 0")
            .reads(TinyTiff.of(1, 3, 1, 32).tag(262, 0).floats(0, 1, 4).file(), "1 0.75 0"),
        ImageCase.of("CMYK", "light that the inks leave over; TIFF masks are refused")
            .codes(
                TinyTiff.of(1, 1, 4, 8).tag(262, 5).bytes(51, 102, 153, 64).file(),
                "mask FILE is made of inks (CMYK); save it as RGB")
            .reads(CMYK_JPEG, even("99734d", 8, 8))
            .reads(
                TinyTiff.of(1, 2, 4, 8).tag(262, 5).bytes(51, 102, 153, 64, 255, 0, 0, 0).file(),
                "99734c 00ffff")
            .reads(
                TinyTiff.of(1, 1, 4, 16).tag(262, 5).shorts(0, 6554, 65535, 0).file(), "1,0.9,0"),
        ImageCase.of("Lab", "its color as sRGB of 8 bits, for the white D50")
            .reads(
                TinyTiff.of(1, 3, 3, 8).tag(262, 8).bytes(0, 0, 0, 255, 0, 0, 136, 80, 67).file(),
                "000000 ffffff fb0008")
            .reads(
                TinyTiff.of(1, 2, 3, 8).tag(262, 9).bytes(0, 128, 128, 255, 128, 128).file(),
                "000000 ffffff")
            .reads(TinyTiff.of(1, 1, 3, 16).tag(262, 8).shorts(65535, 0, 0).file(), "ffffff"),
        ImageCase.of("color profile, gamma", "ignored, as in Pillow and OpenCV")
            .reads(
                EncodedImages.withChunk(
                    encode(rgb(1, 0xc86432), "png"), "IDAT", "sRGB", new byte[] {0}),
                "c86432")
            .reads(
                EncodedImages.withChunk(
                    encode(gray(3, 1, 127, 254), "png"),
                    "IDAT",
                    "gAMA",
                    ByteBuffer.allocate(4).putInt(100_000).array()),
                "1 127 254"),
        ImageCase.of("more than 4 channels", "the first three")
            .reads(TinyTiff.of(1, 1, 5, 8).tag(338, 0, 0).bytes(1, 2, 3, 4, 5).file(), "010203")
            .reads(
                TinyTiff.of(1, 1, 4, 16)
                    .tag(262, 1)
                    .tag(338, 0, 0, 0)
                    .shorts(65535, 0, 13107, 9)
                    .file(),
                "1,0,0.2"));
  }

  private static List<ImageCase> transparency() {
    return List.of(
        ImageCase.of("alpha, transparent colors", "left out: the colors below are read")
            .reads(encode(EncodedImages.argb(2, 0x00c86432, 0x800a141e), "png"), "c86432 0a141e")
            .reads(ALPHA_WEBP, "c86432 0a141e")
            .reads(TinyTiff.of(1, 2, 2, 8).tag(338, 2).bytes(100, 0, 200, 128).file(), "100 200")
            .reads(EncodedImages.gif(palette(2, 1, 2), 2, 1, 0, 0, 1), "ff0000 00ff00"),
        ImageCase.of(
                "colors multiplied by alpha",
                "divided by it; black where it is 0; masks are refused")
            .codes(
                TinyTiff.of(1, 2, 4, 8).tag(338, 1).bytes(9, 8, 7, 255, 100, 50, 25, 128).file(),
                "mask FILE has colors that are multiplied by alpha, so that they differ from those"
                    + " meant; save it without alpha")
            .codes(TinyTiff.of(1, 1, 4, 8).tag(338, 1).bytes(9, 8, 7, 255).file(), "#090807")
            .reads(
                TinyTiff.of(1, 3, 4, 8)
                    .tag(338, 1)
                    .bytes(100, 50, 25, 128, 9, 9, 9, 255, 0, 0, 0, 0)
                    .file(),
                "c76432 090909 000000")
            .reads(
                TinyTiff.of(1, 1, 4, 16).tag(338, 1).shorts(6554, 3277, 0, 32768).file(),
                "0.2,0.1,0")
            .reads(TinyTiff.of(1, 2, 2, 8).tag(338, 1).bytes(64, 128, 200, 255).file(), "128 200"));
  }

  private static List<ImageCase> orientation() {
    byte[] jpeg = encode(gray(16, filled(8 * 16, 100)), "jpg");
    return List.of(
        ImageCase.of(
                "an orientation (EXIF in JPEG, PNG or WebP, tag 274 in TIFF)",
                "turned and mirrored upright, masks too, as viewers show it")
            .reads(withExif(jpeg, exif(6)), even("100", 16, 8))
            .reads(TinyTiff.of(1, 3, 1, 8).orientation(2).bytes(1, 2, 3).file(), "3 2 1")
            .codes(TinyTiff.of(1, 3, 1, 8).orientation(8).bytes(1, 2, 3).file(), "3 / 2 / 1")
            .reads(
                EncodedImages.webpWithExif(EncodedImages.WEBP, 2, 3, exif(3)),
                "f0f0f0 c8c8c8 a0a0a0 / 787878 505050 282828"));
  }

  private static List<ImageCase> pages() {
    return List.of(
        ImageCase.of("several pages or frames", "the first, with a warning that counts such files")
            .reads(
                TinyTiff.of(1, 2, 1, 8)
                    .bytes(1, 2)
                    .then(TinyTiff.of(1, 2, 1, 8).bytes(3, 4))
                    .file(),
                "1 2")
            .reads(ANIMATED_WEBP, "ff0000 ff0000"));
  }

  private static int[] filled(int count, int value) {
    int[] all = new int[count];
    Arrays.fill(all, value);
    return all;
  }
}
