package org.dl4jvision.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.SideEffects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Model files that are changed at random: they are read, or refused in one line, in bounded time.
 * The seed of a failure is printed; {@code -Djqwik.tries.default=10000} tries more.
 */
class ModelFuzzTest {

  private static final double MOST_SECONDS = 20;

  private static Path folder;
  private static ModelZip good;

  @BeforeContainer
  static void save() throws IOException {
    folder = Files.createTempDirectory("models");
    good = TinyModel.save(folder.resolve("good.zip"));
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(folder.resolve("fuzzed.zip"));
    Files.deleteIfExists(folder.resolve("good.zip"));
    Files.delete(folder);
  }

  /** Of the file itself. */
  @Property(shrinking = ShrinkingMode.OFF)
  void bytes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    check(Mutations.ofBytes(good.bytes(), random));
  }

  /** Of arrays, in a zip that is whole. */
  @Property(shrinking = ShrinkingMode.OFF)
  void arrays(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String name = random.nextBoolean() ? ModelZip.WEIGHTS : ModelZip.UPDATER;
    check(good.change(name, bytes -> Mutations.ofBytes(bytes, random)).bytes());
  }

  /** Of the configuration, which mostly remains JSON. */
  @Property(shrinking = ShrinkingMode.OFF)
  void configurations(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    check(good.configuration(json -> Mutations.ofJson(json, random)).bytes());
  }

  private static void check(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("fuzzed.zip"), bytes);
    long start = System.nanoTime();
    ComputationGraph network = read(file);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < MOST_SECONDS, "took " + seconds + " s");
    assertFalse(SideEffects.happened(), "something ran");
    if (network != null) {
      assertEquals(network.numParams(), network.params().length());
    }
  }

  /** Returns null for a file that is refused. */
  private static ComputationGraph read(Path file) {
    try {
      return Models.read(file);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      assertTrue(message.startsWith("file " + file + ": "), message);
      assertEquals(1, message.lines().count(), message);
      return null;
    }
  }
}
