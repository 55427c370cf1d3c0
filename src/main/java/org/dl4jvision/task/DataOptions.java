package org.dl4jvision.task;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say which images are read, and how their annotations are. */
public abstract class DataOptions extends Options {

  /** The folder with images; null for built-in drawn images. */
  @Option(names = "--data", order = 11, paramLabel = "DIR", description = "${bundle:data.help}")
  public Path data;

  /** The folder as messages and data sets call it, or null. */
  protected final Path folder() {
    return data == null ? null : data.toAbsolutePath().normalize();
  }
}
