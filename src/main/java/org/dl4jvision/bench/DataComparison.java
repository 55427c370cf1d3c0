package org.dl4jvision.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Crops of images of several sizes, and the same crops as files of their own, side by side. */
final class DataComparison {

  /** As many crops as files as an epoch may have: a disk has to be read for each. */
  private static final int CROPS = 256;

  private static final String FILES = "files";

  private final boolean quick;
  private final Consumer<String> progress;

  /** Sizes of images. */
  private enum Size {
    MEGAPIXEL("1 megapixel", 1000, 1000, 4),
    PHOTO("12 megapixels", 4000, 3000, 4),
    AERIAL("100 megapixels", 12_000, 8_400, 1);

    private final String title;
    private final int width;
    private final int height;
    private final int count;

    Size(String title, int width, int height, int count) {
      this.title = title;
      this.width = width;
      this.height = height;
      this.count = count;
    }
  }

  /**
   * @param quick fewer crops
   * @param progress is told what comes next
   */
  DataComparison(boolean quick, Consumer<String> progress) {
    this.quick = quick;
    this.progress = progress;
  }

  /** Measures, each contestant in Java processes of its own. */
  Report run() {
    List<Result> results = new ArrayList<>();
    try (CropFiles images = new CropFiles()) {
      progress.accept("writing images");
      Path files = images.write(FILES, CropFiles.CROP, CropFiles.CROP, CROPS);
      for (Size size : Size.values()) {
        Path large = images.write(size.name(), size.width, size.height, size.count);
        for (boolean inMemory : new boolean[] {true, false}) {
          progress.accept(size.title + (inMemory ? ", in memory" : ", not in memory"));
          Map<String, Path> folders = new LinkedHashMap<>();
          folders.put(Result.OURS, large);
          folders.put(FILES, files);
          results.add(result(size, inMemory, folders));
        }
      }
    }
    return new Report(Machine.here(), results, List.of());
  }

  private Result result(Size size, boolean inMemory, Map<String, Path> folders) {
    Contest<String> contest =
        new Contest<>(
            quick ? Effort.QUICK_CROPS : Effort.FULL_CROPS,
            name ->
                Turn.Plan.of(
                    CropBenchmark.class,
                    Map.of("folder", folders.get(name).toString(), "inMemory", "" + inMemory)),
            List.copyOf(folders.keySet()));
    Map<String, Measurement> millis = new LinkedHashMap<>();
    contest.run().forEach((name, standing) -> millis.put(name, standing.millis()));
    Map<String, String> subject = new LinkedHashMap<>();
    subject.put("decoded images", inMemory ? "in memory" : "not in memory");
    subject.put("crops of images of", size.title);
    return new Result(subject, millis, Map.of());
  }
}
