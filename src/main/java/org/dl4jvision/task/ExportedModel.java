package org.dl4jvision.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.export.runtime.OnnxModel;
import org.dl4jvision.export.runtime.OnnxRuntime;
import org.dl4jvision.export.runtime.OnnxVertex;
import org.dl4jvision.io.JsonFile;

/**
 * A model of a run in a file of ONNX, with all that has to be known to use it among its metadata:
 * plainly, for users of other programs, and as the run's card.
 */
public final class ExportedModel implements AutoCloseable {

  private static final String CARD = "dl4j_vision_card";

  private final OnnxModel model;
  private final Map<String, String> metadata;

  private ExportedModel(OnnxModel model) {
    this.model = model;
    metadata = model.metadata();
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if ONNX Runtime is missing, or if it cannot run the file
   */
  public static ExportedModel open(Path file) {
    OnnxRuntime.require(file);
    return new ExportedModel(OnnxModel.open(file));
  }

  /** What is written into a file of ONNX to tell how images become the model's input. */
  public static Map<String, String> metadata(ModelCard card, ComputationGraph network) {
    Map<String, String> texts = new LinkedHashMap<>(card.preparation());
    texts.putAll(card.facts(network));
    texts.put("task", card.task());
    texts.put("class_names", JsonFile.toText(card.classNames()));
    texts.put("input", "[batch, channels, height, width], values of 0 to 1 before normalization");
    texts.put("channels", String.valueOf(card.channels()));
    texts.put("channel_order", card.channels() == 3 ? "RGB" : "gray");
    if (card.normalization() != Normalization.PER_IMAGE) {
      Normalization.Scaling scaling =
          card.normalization().of(new float[card.channels()], card.channels());
      texts.put("mean", JsonFile.toText(scaling.shift()));
      texts.put("scale", JsonFile.toText(scaling.scale()));
    }
    texts.put(CARD, JsonFile.toText(card));
    return texts;
  }

  /** The file. */
  public Path file() {
    return model.file();
  }

  /**
   * What the model is for.
   *
   * @throws IllegalArgumentException if it says none, as it was not written here, or none that
   *     there is
   */
  public Task<?> task() {
    return Tasks.REGISTRY.get(text("task"));
  }

  /** What has to be known to use the model. */
  public <C extends ModelCard> C card(Class<C> type) {
    return JsonFile.parseGeneric(file() + ", " + CARD, text(CARD), type);
  }

  /**
   * What the file says of something.
   *
   * @throws IllegalArgumentException if it says nothing
   */
  public String text(String name) {
    String text = metadata.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "file " + file() + ": says no " + name + ": it was not written by 'export'");
    }
    return text;
  }

  /**
   * The model as a network.
   *
   * @throws IllegalArgumentException if the card is that of another
   */
  public ComputationGraph network(ModelCard card) {
    return required(OnnxVertex.network(model), card);
  }

  /**
   * The model as a network, with a layer that sees its output.
   *
   * @throws IllegalArgumentException if the card is that of another
   */
  public ComputationGraph network(ModelCard card, Layer layer) {
    return required(OnnxVertex.network(model, layer), card);
  }

  private ComputationGraph required(ComputationGraph network, ModelCard card) {
    try {
      card.requireModel(network);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file " + file() + ": " + e.getMessage(), e);
    }
    return network;
  }

  @Override
  public void close() {
    model.close();
  }
}
