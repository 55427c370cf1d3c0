package org.dl4jvision.bench.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operation of the script: its kind, its options and its weights, in PyTorch's shapes. The name
 * and the inputs come from the graph.
 */
final class TorchOperation {

  private static final Map<Class<? extends IActivation>, String> ACTIVATIONS =
      Map.of(
          ActivationIdentity.class, "identity",
          ActivationReLU.class, "relu",
          ActivationLReLU.class, "leakyrelu",
          ActivationSigmoid.class, "sigmoid",
          ActivationSoftmax.class, "softmax",
          ActivationTanH.class, "tanh");

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final List<INDArray> numbers = new ArrayList<>();
  private String activation = "identity";

  TorchOperation(String kind) {
    options.put("kind", kind);
  }

  TorchOperation with(String option, Object value) {
    options.put(option, value);
    return this;
  }

  /** Adds a parameter that is trained. */
  TorchOperation weight(String name, INDArray values) {
    shapes.put(name, values.shape());
    numbers.add(values);
    return this;
  }

  /** Adds the function that is applied to the result. */
  TorchOperation activation(IActivation function) {
    activation = ACTIVATIONS.get(function.getClass());
    if (activation == null) {
      throw new UnsupportedOperationException("activation " + function);
    }
    return this;
  }

  /** The parameters in the order of the script. */
  List<INDArray> numbers() {
    return numbers;
  }

  Map<String, Object> json(String name, List<String> inputs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("inputs", inputs);
    json.putAll(options);
    json.put("activation", activation);
    json.put("weights", shapes);
    return json;
  }
}
