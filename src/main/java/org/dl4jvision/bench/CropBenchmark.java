package org.dl4jvision.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.RepeatedTraining;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One crop of a training image with its classes. Run by {@link DataComparison}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CropBenchmark {

  /** Crops of an image in an epoch. */
  private static final int REPEATS = 64;

  @Param("")
  String folder;

  /** Whether decoded images are kept in memory. */
  @Param("true")
  boolean inMemory;

  private SegmentationIterator crops;

  /** Opens the images, and goes through all of them once. */
  @Setup
  public void open() {
    FolderSegmentationDataset.Builder images =
        FolderSegmentationDataset.builder(Path.of(folder)).cacheBytes(inMemory ? 1L << 30 : 0);
    FolderSegmentationDataset dataset = images.build();
    crops =
        SegmentationIterator.builder(new RepeatedTraining(dataset, REPEATS), Split.TRAIN)
            .shuffle(true)
            .augmentation(Augmentation.builder().crop(CropFiles.CROP).horizontalFlip(true).build())
            .build();
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      dataset.window(Split.TRAIN, i, new Region(0, 0, 8, 8));
    }
  }

  /** The next crop. */
  @Benchmark
  public DataSet crop() {
    if (!crops.hasNext()) {
      crops.reset();
    }
    return crops.next();
  }
}
