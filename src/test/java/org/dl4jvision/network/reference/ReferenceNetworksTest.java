package org.dl4jvision.network.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.dl4jvision.network.encoder.Arguments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

class ReferenceNetworksTest {

  /** As torchvision and timm document them; others are compared number by number, too. */
  @ParameterizedTest
  @CsvSource({
    "torchvision.resnet34, 21797672",
    "torchvision.resnet101, 44549160",
    "torchvision.wide_resnet50_2, 68883240",
    "torchvision.densenet169, 14149480",
    "torchvision.googlenet, 13004888",
    "torchvision.vgg11, 132863336",
    "torchvision.vgg13_bn, 133053736",
    "timm.seresnet50, 28088024"
  })
  void haveThePublishedNumberOfParameters(String name, long parameters) {
    ReferenceNetwork network = ReferenceNetworks.all().get(name);
    ReferenceGraph graph = network.build(new Arguments(Map.of()), DataType.FLOAT);
    assertEquals(parameters, graph.parameters());
  }
}
