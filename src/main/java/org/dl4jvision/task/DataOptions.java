package org.dl4jvision.task;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which images, and how what is known of them is read. */
public abstract class DataOptions extends Options {

  /** The folder; null for built-in drawn images. */
  @Option(names = "--data", order = 11, paramLabel = "DIR", description = "${bundle:data.help}")
  public Path data;

  /** The folder as messages and data sets call it, or null. */
  protected final Path folder() {
    return data == null ? null : data.toAbsolutePath().normalize();
  }
}
