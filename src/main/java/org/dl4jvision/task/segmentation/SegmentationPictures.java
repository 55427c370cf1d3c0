package org.dl4jvision.task.segmentation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.TaskRun;

/**
 * What a run, or an evaluation, shows of single images: their scores, and pictures of the first,
 * the worst and the best.
 */
record SegmentationPictures(
    SegmentationDataset dataset, Split split, SegmentationPredictor predictor) {

  /** Of huge images a few pictures are enough: each takes as long as to validate its image. */
  private static final long PICTURED = 1 << 24;

  /** The longer side of an image in a picture at most. */
  private static final int PICTURE = 2048;

  /** Pictures of the worst images, and as many of the best. */
  private static final int EXTREMES = 4;

  /** Writes all into a folder, and tells what else is known of the masks. */
  SegmentationDetails write(RunFolder folder) {
    ImageJudge judge = new ImageJudge(dataset, split, predictor);
    judge.write(folder.path());
    Overlays overlays = new Overlays(dataset.classNames());
    long pixels = 0;
    for (int i : chosen(judge.ranked())) {
      if (pixels < PICTURED) {
        pixels += Region.of(dataset.imageSize(split, i)).area();
        SegmentationSample sample = Reduction.of(dataset, split, i, PICTURE);
        SegmentationSample found = predictor.picture(dataset, split, i, PICTURE);
        folder.writeImage(
            folder.overlay(sample.name()), overlays.comparison(sample, found.labels()));
      }
    }
    return judge.details();
  }

  private Set<Integer> chosen(List<Integer> ranked) {
    Set<Integer> chosen = new LinkedHashSet<>();
    int count = Math.min(TaskRun.PICTURES, dataset.size(split));
    IntStream.range(0, count).forEach(chosen::add);
    int extremes = Math.min(EXTREMES, ranked.size());
    chosen.addAll(ranked.subList(0, extremes));
    chosen.addAll(ranked.subList(ranked.size() - extremes, ranked.size()));
    return chosen;
  }
}
