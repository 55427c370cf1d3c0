package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPagesTest {

  @TempDir Path folder;

  /** An image of 8x8 pixels, the first of so many. */
  private Path write(String name, int pages) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(stream);
      if (pages == 1) {
        writer.write(image());
      } else {
        writer.prepareWriteSequence(null);
        for (int page = 0; page < pages; page++) {
          writer.writeToSequence(new IIOImage(image(), null, null), null);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return file;
  }

  private static BufferedImage image() {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 1, 0, 255);
    return image;
  }

  @Test
  void countsFilesWithSeveral() throws IOException {
    List<Path> files = new ArrayList<>(List.of(write("a.png", 1), write("b.tif", 1)));
    files.add(Files.writeString(folder.resolve("notes.tif"), "II*\0 and no more"));
    files.add(folder.resolve("missing.tif"));
    assertEquals(List.of(), FirstPages.warnings(files));
    files.add(write("c.gif", 4));
    assertEquals(
        List.of(
            "1 file has several pages or frames, of which only the first is read (first "
                + folder.resolve("c.gif")
                + ": 4); save the others as files of their own if they matter"),
        FirstPages.warnings(files));
    files.add(0, write("d.tif", 3));
    assertEquals(
        List.of(
            "2 files have several pages or frames, of which only the first is read (first "
                + folder.resolve("d.tif")
                + ": 3); save the others as files of their own if they matter"),
        FirstPages.warnings(files));
  }

  @Test
  void dataToTrainOnAndToPredictOnSayIt() throws IOException {
    for (String name : List.of("a", "b")) {
      write("images/" + name + ".tif", 2);
      write("masks/" + name + ".tif", name.equals("a") ? 5 : 1);
    }
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(folder).build();
    Path images = folder.resolve("images");
    String first = " (first " + images.resolve("a.tif") + ": 2)";
    String rest = "; save the others as files of their own if they matter";
    assertEquals(
        List.of(
            "3 files have several pages or frames, of which only the first is read" + first + rest),
        data.warnings().subList(0, 1));
    assertEquals(
        List.of(
            "2 files have several pages or frames, of which only the first is read" + first + rest),
        new UnlabeledDetectionDataset(images, 1, List.of("x")).warnings());
  }
}
