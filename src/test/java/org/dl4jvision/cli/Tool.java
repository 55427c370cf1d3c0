package org.dl4jvision.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import picocli.CommandLine;

/** Runs the tool in this process, and small data for it. */
public record Tool(int exitCode, String out, String err) {

  public static Tool run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int exitCode = commandLine.execute(texts);
    return new Tool(exitCode, out.toString(), err.toString());
  }

  /** A training that takes a second, of one epoch where the arguments name no other number. */
  static Tool train(Path data, Object... args) {
    List<Object> all =
        new ArrayList<>(
            List.of("train", "segmentation", "--data", data, "--base-channels", 2, "--depth", 2));
    all.addAll(List.of("--batch-size", 2));
    all.addAll(List.of(args));
    if (!all.contains("--epochs")) {
      all.addAll(List.of("--epochs", 1));
    }
    return run(all.toArray());
  }

  /** Four training and two validation images of 37x45 with masks of 0 and 255. */
  static Path data(Path folder) throws IOException {
    SyntheticCells cells =
        SyntheticCells.builder()
            .imageSize(37, 45)
            .samples(Split.TRAIN, 4)
            .samples(Split.VALIDATION, 2)
            .build();
    write(cells, Split.TRAIN, folder.resolve("train"));
    write(cells, Split.VALIDATION, folder.resolve("val"));
    return folder;
  }

  private static void write(SyntheticCells cells, Split split, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    for (int i = 0; i < cells.size(split); i++) {
      SegmentationSample sample = cells.get(split, i);
      int[] pixels = new int[sample.labels().length];
      int[] mask = new int[pixels.length];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = Math.round(255 * Math.max(0, Math.min(1, sample.image()[p])));
        mask[p] = 255 * sample.labels()[p];
      }
      writePng(folder.resolve("images/" + i + ".png"), pixels, sample.width(), sample.height());
      writePng(folder.resolve("labels/" + i + ".png"), mask, sample.width(), sample.height());
    }
  }

  static void writePng(Path file, int[] gray, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, height, gray);
    ImageIO.write(image, "png", file.toFile());
  }
}
