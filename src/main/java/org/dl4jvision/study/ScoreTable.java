package org.dl4jvision.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dl4jvision.check.Check;

/** The scores of several models of the same images or folds. Immutable. */
public final class ScoreTable {

  private final List<ScoreFile> files;
  private final List<String> names;
  private final List<String> things;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Two models' scores of the same things, as many of both, all of them finite.
   *
   * @param a those of the first
   * @param b those of the second
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pair(double[] a, double[] b) {}

  private ScoreTable(List<ScoreFile> files, Collection<String> things) {
    Check.that(files.size() >= 2, "number of files", files.size(), "2 or more");
    this.files = List.copyOf(files);
    this.things = List.copyOf(things);
    boolean distinct = files.stream().map(ScoreFile::name).distinct().count() == files.size();
    names = files.stream().map(file -> distinct ? file.name() : file.file().toString()).toList();
    Check.that(new HashSet<>(names).size() == names.size(), "files", names, "each file once");
  }

  /**
   * Pairs scores by images. Images that are not in all files are left out, and so are those without
   * a score, of the pairs that lack it; warnings say how many.
   *
   * @throws IllegalArgumentException if two files have fewer than two images in common
   */
  public static ScoreTable ofImages(List<ScoreFile> files) {
    Set<String> common = new LinkedHashSet<>(files.get(0).scores().keySet());
    Set<String> all = new LinkedHashSet<>();
    for (ScoreFile file : files) {
      common.retainAll(file.scores().keySet());
      all.addAll(file.scores().keySet());
    }
    ScoreTable table = new ScoreTable(files, common);
    all.removeAll(common);
    table.warnUnpaired(all);
    table.warnMissing();
    for (int a = 0; a < files.size(); a++) {
      for (int b = a + 1; b < files.size(); b++) {
        int paired = table.pair(a, b).a().length;
        if (paired < 2) {
          throw new IllegalArgumentException(
              "%s and %s have scores of %d images in common; expected 2 or more"
                  .formatted(files.get(a).file(), files.get(b).file(), paired));
        }
      }
    }
    return table;
  }

  /**
   * Pairs scores by folds.
   *
   * @throws IllegalArgumentException if files have other folds, fewer than two, or a fold has no
   *     score: a fold that failed is no random one that could be left out
   */
  public static ScoreTable ofFolds(List<ScoreFile> files) {
    ScoreFile first = files.get(0);
    for (ScoreFile file : files) {
      if (!file.scores().keySet().equals(first.scores().keySet())) {
        throw new IllegalArgumentException(
            "%s has the folds %s, %s has %s; expected the same"
                .formatted(first.file(), folds(first), file.file(), folds(file)));
      }
      file.scores()
          .forEach(
              (fold, score) -> {
                if (score.isNaN()) {
                  throw new IllegalArgumentException(
                      file.file() + ": fold " + fold + " has no score; expected one of every fold");
                }
              });
    }
    Check.atLeast("number of folds", first.scores().size(), 2);
    return new ScoreTable(files, first.scores().keySet());
  }

  private static String folds(ScoreFile file) {
    return String.join(", ", file.scores().keySet());
  }

  private void warnUnpaired(Set<String> unpaired) {
    if (!unpaired.isEmpty()) {
      String example = unpaired.iterator().next();
      ScoreFile without =
          files.stream().filter(file -> !file.scores().containsKey(example)).findFirst().get();
      warnings.add(
          "images that are not in all files are left out: %d, the first is %s, which is not in %s"
              .formatted(unpaired.size(), example, without.file()));
    }
  }

  private void warnMissing() {
    for (ScoreFile file : files) {
      List<String> missing = things.stream().filter(one -> file.scores().get(one).isNaN()).toList();
      if (!missing.isEmpty()) {
        warnings.add(
            "%s: images without a finite score are left out of its pairs: %d, the first is %s"
                .formatted(file.file(), missing.size(), missing.get(0)));
      }
    }
  }

  /** The models, called by their files. */
  public List<String> names() {
    return names;
  }

  /** The file of a model. */
  public ScoreFile file(int model) {
    return files.get(model);
  }

  /** The number of images, or folds, that all files have. */
  public int size() {
    return things.size();
  }

  /** The finite scores of a model of what all files have. */
  public double[] scores(int model) {
    return numbers(model, things);
  }

  /** The scores of two models of what has one of both. */
  public Pair pair(int a, int b) {
    List<String> scored =
        things.stream()
            .filter(one -> !files.get(a).scores().get(one).isNaN())
            .filter(one -> !files.get(b).scores().get(one).isNaN())
            .toList();
    return new Pair(numbers(a, scored), numbers(b, scored));
  }

  private double[] numbers(int model, List<String> of) {
    return of.stream()
        .mapToDouble(files.get(model).scores()::get)
        .filter(score -> !Double.isNaN(score))
        .toArray();
  }

  /** What was left out, a line each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
