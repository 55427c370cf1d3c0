package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Real data and numbers of other libraries, which stand beside the project and are no part of it. A
 * test that needs them is skipped where they are missing, and counted by {@link SkippedTests};
 * under {@code CI=true} it fails, since a run that checked nothing must not look like one that
 * passed.
 */
public final class Shared {

  /** How messages of skipped tests begin, for {@link SkippedTests}. */
  static final String MISSING = "skipped for want of ";

  private Shared() {}

  /** A file or folder of the data, {@code -Dshared.data}. */
  public static Path data(String name) {
    return require(folder("data").resolve(name));
  }

  /** A file or folder of the numbers of other libraries, {@code -Dshared.golden}. */
  public static Path golden(String name) {
    return require(goldenFolder().resolve(name));
  }

  /** A folder of the data sets as tools write them, {@code -Dshared.layouts}. */
  public static Path layouts(String name) {
    return require(folder("layouts").resolve(name));
  }

  /** Where the numbers of other libraries are, or would be. */
  public static Path goldenFolder() {
    return folder("golden");
  }

  /** Whether a file or folder of the data is there; for those that make cases of what there is. */
  public static boolean hasData(String name) {
    return Files.exists(folder("data").resolve(name));
  }

  /**
   * Whether a file or folder of the numbers is there; for those that make cases of what there is.
   */
  public static boolean hasGolden(String name) {
    return Files.exists(goldenFolder().resolve(name));
  }

  /**
   * The path, if something is there.
   *
   * @throws TestAbortedException if nothing is, which skips the test
   */
  static Path require(Path path) {
    if (Files.exists(path)) {
      return path;
    }
    if (isCi()) {
      fail(path + " is missing; under CI=true nothing is skipped for want of it");
    }
    Assumptions.abort(MISSING + path);
    return path;
  }

  private static boolean isCi() {
    return "true".equals(System.getenv("CI"));
  }

  private static Path folder(String name) {
    return Path.of(System.getProperty("shared." + name, "../shared/" + name));
  }
}
