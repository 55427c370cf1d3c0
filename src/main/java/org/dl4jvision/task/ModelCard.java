package org.dl4jvision.task;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;

/**
 * What has to be known of a trained model to use it, besides its file: {@code model.json} of a run
 * folder. Cards are records that Jackson can read back, those of older versions included.
 */
public interface ModelCard {

  /** The name of the task, in any case; null in the cards of segmentations of version 0.1.0. */
  String task();

  /** The name of what it was trained on. */
  String dataset();

  /** The names of the classes, by class index. */
  List<String> classNames();

  /** The channels of the images it takes: 1 (gray) or 3 (color). */
  int channels();

  /** What height and width of the images it takes are multiples of. */
  default int multipleOf() {
    return 1;
  }

  /** How the images it takes are normalized. */
  Normalization normalization();

  /**
   * What images become before the model sees them, by the names of the options that say so: other
   * images are not those that it has learnt from.
   */
  default Map<String, String> preparation() {
    return Map.of("normalization", normalization().name().toLowerCase(Locale.ROOT));
  }

  /**
   * What users of a file of ONNX should know besides the preparation, by name; by default nothing.
   *
   * @param network the model
   */
  default Map<String, String> facts(ComputationGraph network) {
    return Map.of();
  }

  /**
   * Demands that images become what they became for the models of a run.
   *
   * @throws IllegalArgumentException naming the option that differs
   */
  default void requirePreparation(ModelCard began) {
    Map<String, String> before = began.preparation();
    preparation()
        .forEach(
            (option, value) ->
                Check.that(
                    value.equals(before.get(option)),
                    option,
                    value,
                    before.get(option) + ", with which the run began: another one is a new run"));
  }

  /**
   * Demands that another model can be used together with this one.
   *
   * @param run that of the other one
   * @throws IllegalArgumentException naming what differs
   */
  default void requireSame(ModelCard other, RunFolder run) {
    requireSameClasses(other, run);
    requireSame(run, "preparation of images", preparation(), other.preparation());
  }

  /**
   * Demands that another model tells the same classes of the same kind of images.
   *
   * @param run that of the other one
   * @throws IllegalArgumentException naming what differs
   */
  default void requireSameClasses(ModelCard other, RunFolder run) {
    requireSame(run, "classes", classNames(), other.classNames());
    requireSame(run, "channels", channels(), other.channels());
  }

  private static void requireSame(RunFolder run, String what, Object mine, Object its) {
    if (!mine.equals(its)) {
      throw new IllegalArgumentException(
          "%s: its %s are %s, those of the other run are %s; expected the same"
              .formatted(run.path(), what, its, mine));
    }
  }

  /**
   * Reads the card of a run.
   *
   * @throws IllegalArgumentException naming the file, and what is missing in it
   */
  static <C extends ModelCard> C read(RunFolder run, Class<C> type) {
    return JsonFile.read(run.modelFile(), type);
  }

  /** Refuses what no card can have: the file may have been changed or damaged. */
  static void check(List<String> classNames, int channels, Normalization normalization) {
    Check.given("classNames", classNames);
    Check.that(!classNames.isEmpty(), "classNames", classNames, "a name for each class");
    classNames.forEach(
        name -> Check.that(name != null, "classNames", classNames, "a name for each class"));
    Check.that(channels == 1 || channels == 3, "channels", channels, "1 and 3");
    Check.given("normalization", normalization);
  }

  /**
   * Demands that a network is one that this card describes: its file may be another run's.
   *
   * @throws IllegalArgumentException naming what differs
   */
  default void requireModel(ComputationGraph network) {
    ModelShape.inputChannels(network)
        .ifPresent(
            its ->
                Check.that(its == channels(), "channels", channels(), its + ", as the model has"));
  }

  /**
   * Demands that images have the model's number of channels.
   *
   * @param data the name of the images' data set
   * @param run whose model this is
   */
  default void requireChannels(String data, int channels, RunFolder run) {
    if (channels != channels()) {
      throw new IllegalArgumentException(
          String.format(
              "the images of '%s' have %d channels, the model of %s needs %d",
              data, channels, run.path(), channels()));
    }
  }
}
