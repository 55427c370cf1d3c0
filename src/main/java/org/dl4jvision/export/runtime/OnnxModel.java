package org.dl4jvision.export.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Excerpt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model in a file of ONNX, of whoever made it, ready to be run by ONNX Runtime. */
public final class OnnxModel implements AutoCloseable {

  private final Path file;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxModel(Path file, OrtEnvironment environment, OrtSession session) {
    this.file = file;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Opens a model. Without ONNX Runtime this class cannot be used: {@link OnnxRuntime#isPresent}.
   *
   * @throws IllegalArgumentException if ONNX Runtime cannot run the file
   */
  public static OnnxModel open(Path file) {
    Check.that(Files.isRegularFile(file), "model", file, "a file of ONNX");
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "dl4j-vision");
      return new OnnxModel(file, environment, environment.createSession(file.toString()));
    } catch (OrtException e) {
      throw refusal(file, e);
    }
  }

  private static IllegalArgumentException refusal(Path file, OrtException e) {
    return new IllegalArgumentException(
        "file " + file + ": is no model that ONNX Runtime can run: " + Excerpt.of(e.getMessage()),
        e);
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The version of ONNX Runtime. */
  public String runtime() {
    return environment.getVersion();
  }

  /** What its maker says of it, by name. */
  public Map<String, String> metadata() {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw refusal(file, e);
    }
  }

  /** The names of its inputs. */
  public List<String> inputs() {
    return List.copyOf(session.getInputNames());
  }

  /** The names of its outputs. */
  public List<String> outputs() {
    return List.copyOf(session.getOutputNames());
  }

  /**
   * Runs the model.
   *
   * @param inputs by their names; their numbers are taken as floats
   * @param outputs the names of those that are wanted
   * @return FLOAT arrays by the names of outputs
   * @throws IllegalArgumentException if the model does not take the inputs
   */
  public Map<String, INDArray> run(Map<String, INDArray> inputs, Set<String> outputs) {
    List<OnnxTensor> given = new ArrayList<>();
    try {
      Map<String, OnnxTensor> tensors = new HashMap<>();
      for (Map.Entry<String, INDArray> input : inputs.entrySet()) {
        given.add(tensor(input.getValue()));
        tensors.put(input.getKey(), given.get(given.size() - 1));
      }
      try (OrtSession.Result result = session.run(tensors, outputs)) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          arrays.put(output.getKey(), array((OnnxTensor) output.getValue()));
        }
        return arrays;
      }
    } catch (OrtException e) {
      throw refusal(file, e);
    } finally {
      given.forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(INDArray array) throws OrtException {
    float[] values = array.castTo(DataType.FLOAT).dup('c').data().asFloat();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), array.shape());
  }

  private static INDArray array(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    long[] shape = ((TensorInfo) tensor.getInfo()).getShape();
    return Nd4j.create(values, shape, 'c');
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw refusal(file, e);
    }
  }
}
