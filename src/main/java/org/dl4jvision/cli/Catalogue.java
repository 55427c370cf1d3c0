package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dl4jvision.acceleration.kind.AcceleratedKinds;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.augmentation.Augmentations;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.fault.DataChecks;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.export.operation.OnnxOperations;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.study.advice.AdviceRules;
import org.dl4jvision.study.explain.Explanations;
import org.dl4jvision.study.plan.PlanRules;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.TestTime;

/** Everything that is found by name: the one place that knows all registries. */
final class Catalogue {

  /** The kinds of names; a new registry is a line here. */
  static final Registry<Kind> KINDS =
      new Registry<>(
          "list",
          "lists",
          new Kind(
              "accelerated",
              "Layers and vertices of Deeplearning4j that have a faster form here.",
              () -> Stream.of(AcceleratedKinds.ALL)),
          new Kind(
              "augmentations",
              "`--augmentation EXPRESSION`: options and papers are in"
                  + " [augmentation.md](augmentation.md).",
              () -> Stream.of(Augmentations.REGISTRY)),
          new Kind(
              "checks",
              "`data check DIR`: what is looked for in data sets.",
              () -> Stream.of(DataChecks.REGISTRY)),
          new Kind(
              "decoders",
              "`train segmentation --decoder NAME`: from an encoder's maps to the image's size.",
              () -> Stream.of(Decoders.REGISTRY)),
          new Kind(
              "encoders",
              "`train segmentation --encoder NAME`, `train detection --backbone NAME`: from images"
                  + " to features.",
              () -> Stream.of(Encoders.REGISTRY)),
          new Kind(
              "explanations",
              "`explain RUN --only NAME,..`: ways to explain a trained model.",
              () -> Stream.of(Explanations.REGISTRY)),
          new Kind(
              "formats",
              "`--data DIR`, `--format NAME`: how what is on images is written down.",
              () -> Stream.of(AnnotationFormats.REGISTRY)),
          new Kind(
              "heads",
              "`train detection --head NAME`: what a detector's numbers mean.",
              () -> Stream.of(Heads.REGISTRY)),
          new Kind(
              "losses",
              "`--loss EXPRESSION`: formulas and options are in [losses.md](losses.md).",
              () -> Stream.of(Losses.REGISTRY)),
          new Kind(
              "metrics",
              "The columns of metrics.csv; a name that ends in `_` is followed by that of a class"
                  + " or part.",
              () -> Tasks.REGISTRY.all().stream().map(task -> task.columns().registry())),
          new Kind(
              "onnx",
              "`export RUN --out FILE`: layers, vertices and activations that have a form in ONNX.",
              () -> Stream.of(OnnxOperations.REGISTRY)),
          new Kind(
              "rules",
              "`advise`, `train TASK --auto`: what follows from the numbers of data.",
              () -> Stream.of(AdviceRules.REGISTRY, PlanRules.REGISTRY)),
          new Kind(
              "tasks",
              "`train NAME`: what networks are trained for.",
              () -> Stream.of(Tasks.REGISTRY)),
          new Kind(
              "test-time",
              "`predict --tta NAME`, `evaluate --tta NAME`: see [test-time.md](test-time.md).",
              () -> Stream.of(TestTime.REGISTRY)),
          new Kind(
              "weightings",
              "`classWeights=NAME` in the loss of a training: see [sampling.md](sampling.md).",
              () -> Stream.of(ClassWeighting.REGISTRY)),
          new Kind(
              "writers",
              "`data convert --to NAME`, `predict --write NAME`: how data sets are written.",
              () -> Stream.of(DatasetWriters.REGISTRY)));

  private Catalogue() {}

  /**
   * A kind of entries.
   *
   * @param help where the names are used, in Markdown
   * @param registries one, or one a task
   */
  record Kind(String name, String help, Supplier<Stream<Registry<?>>> registries) implements Named {

    /** The entries as maps, to be written as JSON. */
    List<Map<String, String>> toMaps() {
      return registries.get().flatMap(Kind::toMaps).toList();
    }

    private static Stream<Map<String, String>> toMaps(Registry<?> registry) {
      return registry.all().stream()
          .map(
              entry -> {
                Map<String, String> map = new LinkedHashMap<>();
                map.put("name", entry.name());
                map.put("kind", registry.kind());
                map.put("help", entry.help());
                return map;
              });
    }

    /** Prints the entries for readers. */
    void print(PrintWriter out) {
      registries.get().forEach(registry -> print(registry, out));
    }

    private static void print(Registry<?> registry, PrintWriter out) {
      int width = registry.names().stream().mapToInt(String::length).max().orElse(1);
      out.println(registry.kinds());
      registry.all().forEach(e -> out.printf("  %-" + width + "s  %s%n", e.name(), e.help()));
    }

    /** Prints the entries as a section in Markdown. */
    private void printMarkdown(PrintWriter out) {
      out.printf(
          "%n## %s%n%n%s%n",
          name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), help);
      registries
          .get()
          .forEach(
              registry -> {
                out.printf("%n| %s | |%n|---|---|%n", registry.kind());
                registry.all().forEach(e -> Markdown.row(out, Markdown.code(e.name()), e.help()));
              });
    }
  }

  /** Prints docs/catalogue.md. */
  static void printMarkdown(PrintWriter out) {
    out.print(
        """
        # What can be asked for by name

        <!-- Made by `./dl4j-vision list --markdown`; do not edit. -->

        A new entry of a kind is one class and one line: see [CONTRIBUTING.md](../CONTRIBUTING.md).
        """);
    KINDS.all().forEach(kind -> kind.printMarkdown(out));
  }
}
