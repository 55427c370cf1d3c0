package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.data.detection.SmallObjects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What slices are for: small objects on large images are found. */
class SliceGainTest {

  private static final double MINUTES = 15;

  @TempDir Path folder;

  private DetectionTraining training(Consumer<DetectionOptions> set) {
    return DetectionTraining.of(
        FolderDetectionDataset.builder(folder).require().build(),
        options -> {
          options.maxMinutes = MINUTES;
          set.accept(options);
        });
  }

  private static double precision(DetectionTraining training) {
    var result = training.trainer(training.newNetwork()).build().fit();
    return result.best().orElseThrow().validation().orElseThrow().scores().map();
  }

  /** By default options, in equal minutes; half an hour on a machine for itself. */
  @Test
  @Tag("scale")
  void slicesFindWhatWholeImagesLose() throws IOException {
    new SmallObjects(500, 4, 3, 8, 14).write(folder, 20, 5);
    DetectionTraining with = training(options -> {});
    DetectionTraining without = training(options -> options.slices.slice = 0);
    assertEquals(new Slices(160, Slices.USUAL_OVERLAP), with.modelCard().slices());

    double found = precision(with);
    double otherwise = precision(without);

    String said = String.format(Locale.ROOT, "AP %.3f, without slices %.3f", found, otherwise);
    System.out.println(said);
    assertTrue(found - otherwise >= 0.30, said);
  }
}
