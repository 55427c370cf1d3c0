package org.dl4jvision.bench.torch;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A graph of one input and one output, and a batch for it, written down for PyTorch. */
public final class TorchNetwork {

  static final String DESCRIPTION = "network.json";
  static final String NUMBERS = "numbers.bin";

  private final ComputationGraph graph;
  private final DataSet batch;
  private final List<Map<String, Object>> operations = new ArrayList<>();
  private final List<INDArray> numbers = new ArrayList<>();

  /**
   * @throws UnsupportedOperationException if the graph has something that is not translated; the
   *     message names it
   */
  public TorchNetwork(ComputationGraph graph, DataSet batch) {
    this.graph = graph;
    this.batch = batch;
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    String input = configuration.getNetworkInputs().get(0);
    Map<String, INDArray> maps = graph.feedForward(batch.getFeatures(), false);
    for (String name : configuration.getTopologicalOrderStr()) {
      if (!name.equals(input)) {
        add(name, maps);
      }
    }
  }

  private void add(String name, Map<String, INDArray> maps) {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    GraphVertex vertex = configuration.getVertices().get(name);
    List<String> inputs = configuration.getVertexInputs().get(name);
    List<TorchOperation> row;
    if (vertex instanceof LayerVertex) {
      Layer layer = ((LayerVertex) vertex).getLayerConf().getLayer();
      row =
          TorchOperations.of(
              layer,
              new TorchOperations.Site(
                  maps.get(inputs.get(0)).shape(),
                  maps.get(name).shape(),
                  graph.getLayer(name).paramTable()));
    } else if (vertex instanceof MergeVertex) {
      row = List.of(new TorchOperation("concatenation"));
    } else if (vertex instanceof ElementWiseVertex) {
      row = List.of(new TorchOperation(elementwise((ElementWiseVertex) vertex)));
    } else {
      throw new UnsupportedOperationException("vertex " + vertex.getClass().getSimpleName());
    }
    for (int i = 0; i < row.size(); i++) {
      boolean last = i == row.size() - 1;
      operations.add(
          row.get(i)
              .json(last ? name : name + "/" + i, i == 0 ? inputs : List.of(name + "/" + (i - 1))));
      numbers.addAll(row.get(i).numbers());
    }
  }

  private static String elementwise(ElementWiseVertex vertex) {
    return switch (vertex.getOp()) {
      case Add -> "sum";
      case Product -> "product";
      default -> throw new UnsupportedOperationException("vertex of " + vertex.getOp());
    };
  }

  /** Writes the network and the batch into a folder, where the script reads them. */
  void write(Path folder) {
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("input", graph.getConfiguration().getNetworkInputs().get(0));
    network.put("operations", operations);
    network.put("loss", loss());
    network.put("adam", adam());
    network.put("images", batch.getFeatures().shape());
    network.put("labels", batch.getLabels().shape());
    JsonFile.write(folder.resolve(DESCRIPTION), network);
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(folder.resolve(NUMBERS)))) {
      for (INDArray array : numbers) {
        write(out, array);
      }
      write(out, batch.getFeatures());
      write(out, batch.getLabels());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, INDArray array) throws IOException {
    float[] values = array.dup('c').data().asFloat();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private String loss() {
    Layer layer = graph.getOutputLayer(0).conf().getLayer();
    if (layer instanceof SegmentationLossLayer) {
      return "mean binary cross-entropy";
    }
    ILossFunction loss =
        layer instanceof BaseOutputLayer
            ? ((BaseOutputLayer) layer).getLossFn()
            : layer instanceof LossLayer
                ? ((LossLayer) layer).getLossFn()
                : ((CnnLossLayer) layer).getLossFn();
    IActivation activation = ((BaseLayer) layer).getActivationFn();
    // Of logits, where both go together.
    if (loss instanceof LossMCXENT && activation instanceof ActivationSoftmax) {
      return "cross-entropy";
    }
    if (loss instanceof LossMCXENT) {
      return activation instanceof ActivationIdentity
          ? "log-likelihood"
          : unsupported(loss, activation);
    }
    return loss instanceof LossBinaryXENT && activation instanceof ActivationSigmoid
        ? "binary cross-entropy"
        : unsupported(loss, activation);
  }

  private static String unsupported(ILossFunction loss, IActivation activation) {
    throw new UnsupportedOperationException("loss " + loss.name() + " of " + activation);
  }

  private Map<String, Object> adam() {
    Adam adam = (Adam) ((BaseLayer) graph.getOutputLayer(0).conf().getLayer()).getIUpdater();
    return Map.of(
        "learningRate", adam.getLearningRate(),
        "beta1", adam.getBeta1(),
        "beta2", adam.getBeta2(),
        "epsilon", adam.getEpsilon());
  }
}
