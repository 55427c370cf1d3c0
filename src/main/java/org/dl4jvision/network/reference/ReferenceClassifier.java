package org.dl4jvision.network.reference;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.dl4jvision.network.ClassificationNetwork;
import org.dl4jvision.network.encoder.Arguments;
import org.dl4jvision.network.encoder.PublishedEncoder;
import org.dl4jvision.network.weights.ModuleNames;
import org.nd4j.linalg.api.buffer.DataType;

/** An encoder with the classifier that it was published with. */
final class ReferenceClassifier implements ReferenceNetwork {

  private final PublishedEncoder encoder;

  ReferenceClassifier(PublishedEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public String name() {
    return encoder.published();
  }

  @Override
  public String help() {
    return encoder.help();
  }

  @Override
  public ReferenceGraph build(Arguments arguments, DataType type) {
    int classes = arguments.wholeNumber("num_classes", 1, 1000);
    PublishedEncoder chosen = encoder.with(arguments);
    ClassificationNetwork network =
        ClassificationNetwork.builder().encoder(chosen).classes(classes).dataType(type).build();
    Map<String, String> results = new TreeMap<>(chosen.overwritten());
    results.put("logits", network.logits());
    return new ReferenceGraph(
        network.configuration(),
        ModuleNames.SAME,
        results,
        network.auxiliary().stream().toArray(ComputationGraphConfiguration[]::new));
  }
}
