package org.dl4jvision.report.page.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Pictures;
import org.dl4jvision.report.page.Pictures.Picture;
import org.dl4jvision.report.page.Section;

/** Images with what the best model makes of them: the worst, the best and others. */
final class PicturesSection implements RunSection {

  private static final int SHOWN = 4;

  @Override
  public Optional<Section> of(RunView run) {
    List<Block> blocks = new ArrayList<>();
    List<String> left = new ArrayList<>(run.pictures("overlays"));
    Comparator<Map.Entry<String, Double>> byScore = Map.Entry.comparingByValue();
    add(blocks, "The worst images", scored(run, byScore, left));
    add(blocks, "The best images", scored(run, byScore.reversed(), left));
    add(blocks, "Other images", plain(left));
    add(blocks, "Other curves", plain(otherCurves(run)));
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("Pictures", blocks));
  }

  private static void add(List<Block> blocks, String title, List<Picture> pictures) {
    if (!pictures.isEmpty()) {
      blocks.add(new Pictures(title, pictures));
    }
  }

  /**
   * The first images of an order, if there are pictures of them, which are taken from those left.
   */
  private static List<Picture> scored(
      RunView run, Comparator<Map.Entry<String, Double>> order, List<String> left) {
    return run.scores().entrySet().stream()
        .filter(one -> !one.getValue().isNaN())
        .sorted(order)
        .limit(SHOWN)
        .map(one -> new Picture(caption(one), file(run, one.getKey())))
        .filter(picture -> left.remove(picture.file()))
        .toList();
  }

  private static String caption(Map.Entry<String, Double> image) {
    return image.getKey() + ", " + Decimals.of(image.getValue());
  }

  private static String file(RunView run, String image) {
    return "overlays/" + run.folder().overlay(image).getFileName();
  }

  private static List<Picture> plain(List<String> files) {
    Function<String, String> name =
        file -> file.substring(file.indexOf('/') + 1, file.length() - 4);
    return files.stream().map(file -> new Picture(name.apply(file), file)).toList();
  }

  /** Those that are no columns of numbers, so that only their pictures are known. */
  private static List<String> otherCurves(RunView run) {
    Set<Path> drawn =
        run.columns().curves(run.metrics()).keySet().stream()
            .map(curve -> run.folder().curve(curve.name()))
            .collect(Collectors.toSet());
    return run.pictures("curves").stream()
        .filter(file -> !drawn.contains(run.folder().path().resolve(file)))
        .toList();
  }
}
