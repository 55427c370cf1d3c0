package org.dl4jvision.report.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dl4jvision.io.AtomicFile;

/** Documents with every kind of block. */
final class Documents {

  /** What a folder, a class or an image may be called. */
  static final String HOSTILE =
      "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>\u0001|*_`";

  private Documents() {}

  /** A document that says a text wherever one can be. */
  static Document saying(String text, Path folder) throws IOException {
    BufferedImage noise = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 900 * 600; i++) {
      noise.setRGB(i % 900, i / 900, random.nextInt(1 << 24));
    }
    AtomicFile.writePng(folder.resolve("pictures/a.png"), noise);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(text, text);
    facts.put("a", "b");
    Chart chart =
        Chart.of(text, text, text, new double[] {1, 2, 3})
            .line(text, new double[] {0.5, Double.NaN, 0.3})
            .line("validation", new double[] {0.6, 0.4, 0.5})
            .withGap()
            .mark(2, text);
    return new Document(
        text,
        text,
        List.of(
            Section.of(
                text,
                Remark.warning(text),
                new Facts(facts),
                Table.of(text, List.of(text, "b"))
                    .with(List.of(Cell.of(text), Cell.of(0.25)))
                    .with(List.of(Cell.of("second"), Cell.of(Double.NaN)))
                    .with(List.of(Cell.of("third"), Cell.of(0.125))),
                new Matrix(
                    text, text, List.of(text, "b"), List.of(List.of(3L, 1L), List.of(0L, 0L)))),
            Section.of(
                "Charts",
                chart,
                Chart.of("bars", "x", "y", new double[] {0.1, 0.5, 0.9})
                    .bars("b", new double[] {0.1, 0.4, 0.8})
                    .ofShares(),
                new Pictures(
                    text,
                    List.of(
                        new Pictures.Picture(text, "pictures/a.png"),
                        new Pictures.Picture("missing", "pictures/b.png"))),
                new Commands(text, List.of(text, "./dl4j-vision list")))));
  }
}
