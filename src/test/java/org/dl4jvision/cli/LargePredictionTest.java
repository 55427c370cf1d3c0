package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.image.TiledTiff;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A BigTIFF of 40,000 x 40,000 pixels is predicted within 2 GB of resident memory: {@code mvn test
 * -Pscale}. The network is a small one, as the pixels would take the default one an hour.
 */
@Tag("scale")
class LargePredictionTest {

  private static final int SIDE = 40_000;
  private static final long MOST_KILOBYTES = 2L << 20;

  @TempDir Path folder;

  private Path log;

  private Process predict(Path run, Path image, Path out) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "predict",
                run.toString(),
                image.toString(),
                "--out",
                out.toString()))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** The most memory that a process had so far, in kilobytes; 0 when it has ended. */
  private static long peak(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Test
  void predictsInBoundedMemoryAndStartsAnewAfterAKill() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "tells the memory of processes");
    log = folder.resolve("log.txt");
    Path run = folder.resolve("run");
    Tool trained = Tool.train(TinyData.cells(folder.resolve("cells")), "--out", run);
    assertEquals(0, trained.exitCode(), trained.err());
    Path image = folder.resolve("large.tif");
    TiledTiff.of(SIDE, SIDE, 1, 8)
        .big()
        .tiles(512, 512)
        .deflate()
        .write(image, (y, x, channel) -> (y >> 4) * 31 + (x >> 5) * 7 & 0xff);
    Path out = folder.resolve("out");
    Path mask = out.resolve("masks/large.png");

    Process killed = predict(run, image, out);
    while (!Files.readString(log).contains(" of ") && killed.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    killed.destroyForcibly().waitFor();
    assertFalse(Files.exists(mask));

    Process process = predict(run, image, out);
    long most = 0;
    long start = System.nanoTime();
    while (process.isAlive()) {
      most = Math.max(most, peak(process));
      TimeUnit.MILLISECONDS.sleep(200);
    }
    String said = Files.readString(log);
    assertEquals(0, process.exitValue(), said);
    System.out.printf(
        Locale.ROOT,
        "%d x %d: %.0f s, %d MB%n",
        SIDE,
        SIDE,
        (System.nanoTime() - start) / 1e9,
        most >> 10);
    assertTrue(most > 0 && most <= MOST_KILOBYTES, most + " kB");
    assertTrue(said.contains(" tiles"), said);
    assertEquals(new ImageSize(SIDE, SIDE), ImageFiles.readSize(mask));
    assertTrue(Files.exists(out.resolve("overlays/large.png")));
  }
}
