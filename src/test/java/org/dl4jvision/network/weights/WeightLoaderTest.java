package org.dl4jvision.network.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.ClassificationNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class WeightLoaderTest {

  private static ComputationGraph graph(int channels) {
    return ClassificationNetwork.builder()
        .inputChannels(channels)
        .baseChannels(4)
        .classes(3)
        .build()
        .init();
  }

  private static WeightLoader loader(ComputationGraph graph) {
    return new WeightLoader(graph, vertex -> !vertex.equals("fc"), ModuleNames.SAME);
  }

  /** The formula's tensors for other names, shapes changed by need. */
  private record Renamed(TensorSource source, UnaryOperator<String> toOriginal, Set<String> names)
      implements TensorSource {
    @Override
    public String origin() {
      return "here";
    }

    @Override
    public Tensor get(String name) {
      return source.get(toOriginal.apply(name));
    }
  }

  private static Map<String, long[]> shapes() {
    return new LinkedHashMap<>(loader(graph(3)).shapes());
  }

  @Test
  void copiesEveryTensorToItsPlace() {
    ComputationGraph graph = graph(3);
    Map<String, long[]> shapes = shapes();
    FormulaTensors source = new FormulaTensors(shapes);
    WeightReport report = loader(graph).load(source);
    assertEquals(List.copyOf(shapes.keySet()), report.loaded());
    assertTrue(report.missing().isEmpty() && report.unexpected().isEmpty());
    INDArray kernel = graph.getLayer("layer1.0.conv1").getParam("W");
    assertEquals(source.get("layer1.0.conv1.weight").get(7), kernel.getDouble(0, 0, 2, 1), 1e-7);
    INDArray deviation = graph.getLayer("bn1").getParam("log10stdev");
    double variance = source.get("bn1.running_var").get(2);
    assertEquals(variance, Math.pow(10, 2 * deviation.getDouble(2)), 1e-6);
  }

  @Test
  void findsAnEncoderInAWholeNetworkAndSaysWhatIsLeft() {
    Map<String, long[]> shapes = shapes();
    Set<String> names =
        shapes.keySet().stream()
            .filter(name -> !name.equals("bn1.bias"))
            .map(name -> "backbone." + name)
            .collect(Collectors.toSet());
    names.addAll(List.of("classifier.4.weight", "backbone.bn1.num_batches_tracked"));
    Renamed source =
        new Renamed(
            new FormulaTensors(shapes), name -> name.substring("backbone.".length()), names);
    WeightReport report = loader(graph(3)).load(source);
    assertEquals(List.of("bn1.bias"), report.missing());
    assertEquals(List.of("classifier.4.weight"), report.unexpected());
    assertEquals(
        "here: "
            + (shapes.size() - 1)
            + " tensors loaded, 1 missing (bn1.bias), 1 unexpected (classifier.4.weight)",
        report.toString());
  }

  @Test
  void adaptsTheFirstConvolutionToOtherChannels() {
    FormulaTensors source = new FormulaTensors(shapes());
    Tensor kernels = source.get("conv1.weight");
    ComputationGraph gray = graph(1);
    WeightReport report = loader(gray).load(source);
    assertEquals(List.of("conv1.weight from 3 to 1 channels"), report.adapted());
    int area = 49;
    double sum = kernels.get(5) + kernels.get(area + 5) + kernels.get(2 * area + 5);
    INDArray one = gray.getLayer("conv1").getParam("W");
    assertEquals(sum, one.getDouble(0, 0, 0, 5), 1e-6);
    ComputationGraph five = graph(5);
    loader(five).load(source);
    INDArray many = five.getLayer("conv1").getParam("W");
    for (int channel = 0; channel < 5; channel++) {
      double expected = kernels.get((3 + channel % 3) * area + 5) * 3 / 5;
      assertEquals(expected, many.getDouble(1, channel, 0, 5), 1e-6);
    }
  }

  @Test
  void refusesWeightsOfOtherNetworks() {
    Map<String, long[]> shapes = shapes();
    shapes.put("layer2.0.conv1.weight", new long[] {8, 4, 1, 1});
    assertEquals(
        "the formula: layer2.0.conv1.weight has shape [8, 4, 1, 1], and the network needs [8, 4, 3,"
            + " 3]; it belongs to another network",
        message(new FormulaTensors(shapes)));
    String message = message(new FormulaTensors(Map.of("features.0.weight", new long[] {8, 3})));
    assertEquals(
        "the formula: none of its names fits the network; it has features.0.weight, the network"
            + " conv1.weight, bn1.weight, bn1.bias, ..",
        message);
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    FormulaTensors formula = new FormulaTensors(shapes());
    TensorSource broken =
        new TensorSource() {
          @Override
          public String origin() {
            return "here";
          }

          @Override
          public Set<String> names() {
            return formula.names();
          }

          @Override
          public Tensor get(String name) {
            Tensor tensor = formula.get(name);
            return new Tensor() {
              @Override
              public long[] shape() {
                return tensor.shape();
              }

              @Override
              public double get(long index) {
                return name.equals("bn1.bias") && index == 2 ? Double.NaN : tensor.get(index);
              }
            };
          }
        };
    assertEquals("a number of bn1.bias is NaN; allowed: finite numbers", message(broken));
  }

  private static String message(TensorSource source) {
    WeightLoader loader = loader(graph(3));
    return assertThrows(IllegalArgumentException.class, () -> loader.load(source)).getMessage();
  }
}
