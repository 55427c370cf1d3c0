package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.model.Models;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a training left in its folder, to be compared with what another one did, bit by bit. */
public final class RunEnd {

  /** What two runs differ in that are the same. */
  private static final Set<String> TIMES = Set.of("seconds", "started", "ended", "command");

  private final Set<String> files;
  private final Map<String, Object> summary;
  private final MetricsTable metrics;
  private final List<ComputationGraph> models;
  private final List<float[]> trained;

  private RunEnd(RunFolder run) {
    files = files(run.path());
    summary = new TreeMap<>();
    JsonFile.read(run.summaryFile(), Map.class)
        .forEach((key, value) -> summary.put((String) key, value));
    summary.keySet().removeAll(TIMES);
    metrics = run.readMetrics();
    models = List.of(ModelFile.last(run), ModelFile.best(run));
    trained =
        Stream.of(run.lastModel(), run.bestModel())
            .map(file -> Models.reader().readArray(file, Checkpoint.TRAINED, weights()))
            .flatMap(Optional::stream)
            .map(INDArray::toFloatVector)
            .toList();
  }

  private long weights() {
    return models.get(0).numParams();
  }

  /** What a finished run left. */
  public static RunEnd of(Path run) {
    return new RunEnd(RunFolder.open(run));
  }

  /** Fails where a run ended with anything else than this one, times aside. */
  public void assertSame(Path run, String when) {
    RunEnd other = of(run);
    assertEquals(files, other.files, when);
    assertEquals(summary, other.summary, when);
    assertEquals(metrics.columns(), other.metrics.columns(), when);
    for (String column : metrics.columns()) {
      if (!column.equals(EpochMetrics.SECONDS)) {
        assertArrayEquals(metrics.column(column), other.metrics.column(column), when);
      }
    }
    assertArrayEquals(trained.toArray(), other.trained.toArray(), when);
    for (int i = 0; i < models.size(); i++) {
      assertSameModel(models.get(i), other.models.get(i), when);
    }
  }

  private static void assertSameModel(
      ComputationGraph expected, ComputationGraph actual, String when) {
    assertArrayEquals(expected.params().toFloatVector(), actual.params().toFloatVector(), when);
    if (expected.getUpdater(false) != null) {
      assertArrayEquals(
          expected.getUpdater().getUpdaterStateViewArray().toFloatVector(),
          actual.getUpdater().getUpdaterStateViewArray().toFloatVector(),
          when);
    }
    var one = expected.getConfiguration();
    var two = actual.getConfiguration();
    assertEquals(one.getEpochCount(), two.getEpochCount(), when);
    assertEquals(one.getIterationCount(), two.getIterationCount(), when);
  }

  private static Set<String> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files that are complete and no pictures, with checksums of their contents. */
  public static Map<Path, Long> essentials(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      Map<Path, Long> sums = new TreeMap<>();
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().endsWith(".tmp")) {
          CRC32 sum = new CRC32();
          sum.update(Files.readAllBytes(file));
          sums.put(file, sum.getValue());
        }
      }
      return sums;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder with all that is in it. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
