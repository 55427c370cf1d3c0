package org.dl4jvision.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.report.RunFolder;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * What has to be known of a trained model to use it, besides its file: {@code model.json} of a run
 * folder.
 *
 * @param dataset the name of what it was trained on
 * @param classNames by class index
 * @param channels of its images, 1 (gray) or 3 (colour)
 * @param stride what height and width of the network's input must be divisible by
 * @param normalization of the images
 */
public record ModelCard(
    String dataset,
    List<String> classNames,
    int channels,
    int stride,
    Normalization normalization) {

  private static final String FILE = "model.json";

  public ModelCard {
    classNames = List.copyOf(classNames);
  }

  void write(RunFolder folder) {
    folder.write(
        folder.path().resolve(FILE),
        file ->
            new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), this));
  }

  /** Reads the card of a run. */
  public static ModelCard read(RunFolder folder) {
    Path file = folder.path().resolve(FILE);
    try {
      return new ObjectMapper().readValue(Files.readString(file), ModelCard.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Predicts with a network that this card describes. */
  public SegmentationPredictor predictor(ComputationGraph network) {
    return new SegmentationPredictor(network, stride, normalization);
  }
}
