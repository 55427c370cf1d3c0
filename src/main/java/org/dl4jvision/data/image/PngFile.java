package org.dl4jvision.data.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.SequentialReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/** PNG: any transparency is left out, color profiles and gamma are ignored. */
final class PngFile extends ImageFile {

  PngFile(ImageInputStream stream) throws IOException {
    super(stream, java("png"));
  }

  @Override
  Orientation orientation() throws IOException {
    return Exif.orientation(stream, PngFile::exif);
  }

  /** The chunk may stand before or after the image data. */
  private static List<byte[]> exif(SequentialReader file)
      throws IOException, ImageProcessingException {
    List<byte[]> data = new ArrayList<>();
    for (PngChunk chunk : new PngChunkReader().extract(file, Set.of(PngChunkType.eXIf))) {
      data.add(chunk.getBytes());
    }
    return data;
  }

  /** Deflate makes 258 bytes of 2 bits. */
  @Override
  int ratio() {
    return 1032;
  }
}
