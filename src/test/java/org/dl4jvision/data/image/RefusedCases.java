package org.dl4jvision.data.image;

import static org.dl4jvision.data.image.EncodedImages.encode;
import static org.dl4jvision.data.image.EncodedImages.gray;
import static org.dl4jvision.data.image.EncodedImages.rgb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Files that are refused, with the whole message. */
final class RefusedCases {

  private static final String DAMAGED =
      " data are damaged, or of a kind that is not read; if other programs show it, save it anew";

  private RefusedCases() {}

  static List<ImageCase> all() {
    return List.of(cutOff(), damaged(), tooLarge(), others(), kindsOfTiff());
  }

  private static byte[] part(byte[] file, double share) {
    return Arrays.copyOf(file, (int) (file.length * share));
  }

  private static byte[] noise(String format) {
    int[] values = new int[64 * 64];
    Arrays.setAll(values, i -> i * i * 31 % 251);
    return encode(gray(64, values), format);
  }

  private static ImageCase cutOff() {
    return ImageCase.of("cut off: a part of the image is missing", "refused")
        .reads(
            part(noise("jpg"), 0.7),
            "cannot read FILE: its JPEG data are damaged or cut off: a part of the image is"
                + " missing")
        .reads(part(noise("png"), 0.7), "cannot read FILE: its PNG" + DAMAGED)
        .reads(
            part(noise("bmp"), 0.7), "cannot read FILE: its BMP data end too early: it is cut off")
        .reads(part(noise("gif"), 0.7), "cannot read FILE: its GIF" + DAMAGED)
        .reads(
            part(EncodedImages.WEBP, 0.9),
            "cannot read FILE: its WebP data end too early: it is cut off")
        .reads(
            part(TinyTiff.of(1, 100, 1, 8).bytes(new int[100]).file(), 0.9),
            "cannot read FILE: its TIFF data end too early: it is cut off")
        .reads(
            part(noise("tif"), 0.5), "cannot read FILE: its TIFF data end too early: it is cut off")
        .reads(new byte[0], "cannot read FILE: it is empty");
  }

  private static ImageCase damaged() {
    byte[] jpeg = noise("jpg");
    Arrays.fill(jpeg, jpeg.length / 2, jpeg.length / 2 + 20, (byte) 0xff);
    byte[] png = noise("png");
    Arrays.fill(png, png.length / 2, png.length / 2 + 20, (byte) 0xff);
    return ImageCase.of("damaged", "refused")
        .reads(jpeg, "cannot read FILE: its JPEG" + DAMAGED)
        .reads(png, "cannot read FILE: its PNG" + DAMAGED)
        .reads(
            "GIF89a and no more".getBytes(StandardCharsets.US_ASCII),
            "cannot read FILE: its GIF" + DAMAGED);
  }

  private static ImageCase tooLarge() {
    byte[] png = encode(rgb(1, 0xff0000), "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    return ImageCase.of(
            "a header with more pixels than the file can hold, or the memory", "refused")
        .reads(
            png,
            "cannot read FILE: it is damaged: its header says 60000x60000 pixels (height x width),"
                + " but so many do not fit in its "
                + png.length
                + " bytes")
        .reads(
            TinyTiff.of(60_000, 60_000, 1, 1).tag(259, 4).bytes(0, 0, 0, 0).file(),
            "cannot read FILE: its 60000x60000 pixels (height x width) are too many for the memory;"
                + " cut it into tiles, or give Java more memory (-Xmx)")
        .reads(
            TinyTiff.of(60_000, 60_000, 1, 8).bytes(0, 0, 0, 0).file(),
            "cannot read FILE: it is damaged: its header says 60000x60000 pixels (height x width),"
                + " but so many do not fit in its "
                + TinyTiff.of(60_000, 60_000, 1, 8).bytes(0, 0, 0, 0).file().length
                + " bytes");
  }

  private static ImageCase others() {
    String none =
        "cannot read FILE: it is no image in the format PNG, JPEG, TIFF, BMP, GIF or WebP";
    return ImageCase.of("other formats, whatever the extension", "refused, the format is named")
        .reads(text("no image"), none)
        .reads(
            text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
            none + ", but HEIF; save it as one of these")
        .reads(text("8BPS\0\1\0\0\0\0\0\0\0\3"), none + ", but PSD; save it as one of these")
        .reads(
            text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
            "cannot read FILE: it is a pointer of Git LFS, not the image; fetch the image: git lfs"
                + " pull");
  }

  private static ImageCase kindsOfTiff() {
    return ImageCase.of(
            "TIFF with other compression, complex numbers, whole numbers of 64 bits or tiles left"
                + " out",
            "refused")
        .reads(
            TinyTiff.of(1, 1, 1, 64).bytes(new int[8]).file(),
            "cannot read FILE: its pixels are whole numbers of 64 bits; save them with 8, 16 or 32")
        .reads(
            TinyTiff.of(1, 1, 1, 8).tag(259, 50000).bytes(1).file(),
            "cannot read FILE: the compression of this TIFF file is Zstandard (50000); save it with"
                + " LZW, deflate or no compression")
        .reads(
            TinyTiff.of(1, 1, 1, 64).tag(339, 6).bytes(new int[8]).file(),
            "cannot read FILE: its pixels are complex numbers; save their real parts or magnitudes")
        .reads(
            TinyTiff.of(1, 1, 1, 8).tag(324, 0, 8).bytes(1).file(),
            "cannot read FILE: it is a sparse TIFF file, some tiles of which are left out; write it"
                + " in full (GDAL: SPARSE_OK=FALSE)");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
