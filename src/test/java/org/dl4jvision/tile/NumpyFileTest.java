package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NumpyFileTest {

  @TempDir Path folder;

  /** The length of the shape's text moves the numbers' place in the file. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "3, 7, 11, 2", "21, 100, 10, 30", "2, 12345, 1, 999"})
  void isWhatNd4jReads(int channels, int height, int width, int rows) throws IOException {
    INDArray all = Nd4j.rand(DataType.FLOAT, channels, height, width);
    Path file = Files.write(folder.resolve("p.npy"), new byte[new Random(1).nextInt(1 << 20)]);
    try (NumpyFile writer = new NumpyFile(file)) {
      writer.begin(channels, new ImageSize(height, width));
      for (Region strip : Region.strips(new ImageSize(height, width), rows)) {
        INDArray part =
            all.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(strip.top(), strip.bottom()),
                NDArrayIndex.all());
        writer.rows(strip, part.dup('c').data().asFloat());
      }
    }
    assertEquals(all, Nd4j.createFromNpyFile(file.toFile()));
    assertEquals(0, (Files.size(file) - 4L * channels * height * width) % 64);
  }
}
