package org.dl4jvision.report.page.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.page.Matrix;
import org.dl4jvision.report.page.Section;

/** Which class was taken for which. */
final class ConfusionSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    return run.judgement()
        .map(Judgement::pixels)
        .filter(pixels -> pixels.pixels() > 0)
        .map(pixels -> Section.of("Confusion", matrix(run, pixels)));
  }

  private static Matrix matrix(RunView run, ConfusionMatrix pixels) {
    List<?> names = run.model().get("classNames") instanceof List<?> known ? known : List.of();
    return Matrix.ofPixels(
        "What pixels of each true class were taken for",
        IntStream.range(0, pixels.classes())
            .mapToObj(c -> c < names.size() ? names.get(c).toString() : "class " + c)
            .toList(),
        pixels);
  }
}
