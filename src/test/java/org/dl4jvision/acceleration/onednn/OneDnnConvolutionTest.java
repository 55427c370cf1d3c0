package org.dl4jvision.acceleration.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random convolutions, in each layout whatever processor this is. */
class OneDnnConvolutionTest {

  private static final int SEEDS = 12;

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  static Stream<Arguments> convolutions() {
    return IntStream.rangeClosed(1, SEEDS)
        .boxed()
        .flatMap(
            seed -> Stream.of(GradientLayout.values()).map(layout -> Arguments.of(seed, layout)));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void computesAsNd4j(int seed, GradientLayout layout) {
    Random random = new Random(seed);
    int[] kernel = {1 + random.nextInt(3), 1 + random.nextInt(3)};
    int[] stride = {1 + random.nextInt(2), 1 + random.nextInt(2)};
    int[] padding = {random.nextInt(kernel[0]), random.nextInt(kernel[1])};
    Geometry geometry = new Geometry(kernel, stride, padding, new int[] {1, 1}, false, true);
    long in = 1 + random.nextInt(20);
    long out = 1 + random.nextInt(20);
    long[] size = {3 + random.nextInt(9), 3 + random.nextInt(9)};
    INDArray x = Comparison.image(1 + random.nextInt(3), size[0], size[1], in);
    INDArray bias = random.nextBoolean() ? Comparison.image(out) : null;
    Weights weights = new Weights(Comparison.image(out, in, kernel[0], kernel[1]), bias);
    INDArray y =
        zeros(
            x.size(0),
            (size[0] + 2 * padding[0] - kernel[0]) / stride[0] + 1,
            (size[1] + 2 * padding[1] - kernel[1]) / stride[1] + 1,
            out);
    INDArray dz = Comparison.image(y.shape());
    INDArray[] expected = results(new Nd4jConvolution(geometry, true), x, weights, y, dz);
    Convolution ours = new OneDnnConvolution(geometry, true, layout);
    INDArray[] first = results(ours, x, weights, y, dz);
    INDArray[] second = results(ours, x, weights, y, dz);
    for (int i = 0; i < expected.length; i++) {
      Comparison.assertClose(expected[i], first[i]);
      assertEquals(first[i], second[i]);
    }
  }

  private static INDArray[] results(
      Convolution convolution, INDArray x, Weights weights, INDArray y, INDArray dz) {
    boolean biased = weights.bias() != null;
    INDArray dx = zeros(x.shape());
    Weights gradients =
        new Weights(zeros(weights.kernel().shape()), biased ? zeros(weights.bias().shape()) : null);
    convolution.forward(x, weights, y);
    convolution.backward(x, weights, dz, dx, gradients);
    return biased
        ? new INDArray[] {y.dup(), dx, gradients.kernel(), gradients.bias()}
        : new INDArray[] {y.dup(), dx, gradients.kernel()};
  }

  private static INDArray zeros(long... shape) {
    return Nd4j.zeros(DataType.FLOAT, shape);
  }

  @ParameterizedTest
  @CsvSource({
    "AVX512, channels last, 16, 16, 256, AS_GIVEN",
    "AVX512, channels first, 16, 16, 256, BLOCKED",
    "AVX512, transposed, 16, 16, 16, BLOCKED",
    "AVX512, transposed, 3, 16, 256, AS_GIVEN",
    "AVX2, channels last, 16, 16, 256, BLOCKED",
    "AVX2, channels last, 16, 16, 64, BLOCKED",
    "AVX2, channels last, 16, 16, 63, AS_GIVEN",
    "AVX2, channels last, 3, 16, 256, AS_GIVEN",
    "AVX2, channels last, 16, 1, 256, AS_GIVEN",
    "AVX2, channels last, 1, 1, 1024, AS_GIVEN",
    "AVX2, channels first, 3, 16, 64, BLOCKED"
  })
  void theLayoutFollowsProcessorAndShape(
      String processor, String kind, long in, long out, long side, GradientLayout layout) {
    int isa =
        processor.equals("AVX2")
            ? dnnl.dnnl_cpu_isa_avx2_vnni_2
            : dnnl.dnnl_cpu_isa_avx512_core_amx;
    int[] two = {2, 2};
    Geometry geometry =
        new Geometry(
            two,
            two,
            new int[2],
            new int[] {1, 1},
            false,
            !kind.equals("channels first"),
            kind.equals("transposed"));
    assertEquals(layout, GradientLayout.of(isa, geometry, in, out, side * side * (in + out)));
  }
}
