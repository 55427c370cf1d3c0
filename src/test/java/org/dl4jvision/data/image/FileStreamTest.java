package org.dl4jvision.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.stream.ImageInputStream;
import org.dl4jvision.data.ImageFiles;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams give whole numbers wherever their buffers and parts end. */
class FileStreamTest {

  private static final int LENGTH = 40_000;

  @TempDir Path folder;

  private static void check(byte[] bytes, ImageInputStream stream) throws IOException {
    ByteBuffer expected = ByteBuffer.wrap(bytes);
    for (int at = 0; at <= bytes.length - Integer.BYTES; at++) {
      stream.seek(at);
      assertEquals(expected.getInt(at), stream.readInt(), "at " + at);
    }
    stream.seek(bytes.length - 1);
    Assertions.assertThrows(EOFException.class, stream::readInt);
    assertEquals(-1, stream.read(new byte[1]));
  }

  @Test
  void giveNumbersAtEveryPlace() throws IOException {
    byte[] bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("file"), bytes);
    try (ImageInputStream stream = new FileStream(file)) {
      check(bytes, stream);
    }
    byte[] prefix = {1, 2, 3, 4, 5};
    byte[] all = ByteBuffer.allocate(5 + LENGTH).put(prefix).put(bytes).array();
    try (ImageInputStream stream = new FileStream(file);
        ImageInputStream prefixed = new PrefixedStream(prefix, stream)) {
      check(all, prefixed);
    }
  }

  /** The length of one of so many chunks stands where the buffer ends. */
  @Test
  void readsImagesOfManyChunks() throws IOException {
    byte[] png = EncodedImages.encode(EncodedImages.gray(2, 10, 20), "png");
    for (int i = 0; i < 1500; i++) {
      png = EncodedImages.withChunk(png, "IDAT", "tEXt", new byte[] {'k', 0, 'v'});
    }
    Path file = Files.write(folder.resolve("image.png"), png);
    assertEquals(20, ImageFiles.readPixels(file).bytes()[1]);
  }
}
