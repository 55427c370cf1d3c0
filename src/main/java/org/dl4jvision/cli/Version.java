package org.dl4jvision.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions of the tool, of Deeplearning4j and of Java. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "dl4j-vision " + (version == null ? "(built from source)" : version),
      "deeplearning4j " + deeplearning4j(),
      "Java " + Runtime.version()
    };
  }

  /** DL4J's jars name their version only here. */
  private static String deeplearning4j() {
    String path = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(path)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
