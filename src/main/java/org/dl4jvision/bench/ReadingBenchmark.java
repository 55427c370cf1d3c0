package org.dl4jvision.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.dl4jvision.data.ImageFiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Image files of 512 x 512 pixels read a second, decoded and by their headers. Run by JMH's own
 * main class: {@code java -cp CLASSPATH org.openjdk.jmh.Main ReadingBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadingBenchmark {

  private static final int SIDE = 512;

  /** Written as by ImageIO. */
  @Param({"jpg-color", "jpg-gray", "png-color", "png-gray", "png-gray16", "bmp-color", "tif-color"})
  String kind;

  private Path file;

  /** Writes a file of noise on a slope, so that it neither packs to nothing nor not at all. */
  @Setup
  public void write() throws IOException {
    int type =
        kind.endsWith("16")
            ? BufferedImage.TYPE_USHORT_GRAY
            : kind.endsWith("gray") ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    Random random = new Random(1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int value = (x + y) / 8 + random.nextInt(16);
        image.setRGB(x, y, value << 16 | (255 - value) << 8 | value / 2);
      }
    }
    String format = kind.substring(0, 3);
    file = Files.createTempFile("reading", "." + format);
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer of " + format);
    }
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Object pixels() {
    return ImageFiles.readPixels(file);
  }

  @Benchmark
  public Object size() {
    return ImageFiles.readSize(file);
  }
}
