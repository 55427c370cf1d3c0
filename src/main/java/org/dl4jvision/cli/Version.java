package org.dl4jvision.cli;

import picocli.CommandLine.IVersionProvider;

/** Versions of the tool, of Deeplearning4j and of Java. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "dl4j-vision " + of(Main.class),
      "deeplearning4j " + of(org.deeplearning4j.nn.graph.ComputationGraph.class),
      "Java " + Runtime.version()
    };
  }

  private static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
