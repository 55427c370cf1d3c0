package org.dl4jvision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's Java snippets compile and run, and its table names every loss. */
class ReadmeTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final List<String> IMPORTS =
      List.of(
          "org.deeplearning4j.nn.conf.*",
          "org.deeplearning4j.nn.conf.inputs.InputType",
          "org.deeplearning4j.nn.conf.layers.*",
          "org.deeplearning4j.nn.graph.ComputationGraph",
          "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
          "org.dl4jvision.acceleration.*",
          "org.dl4jvision.layer.*",
          "org.dl4jvision.loss.*",
          "org.dl4jvision.metric.segmentation.*",
          "org.dl4jvision.network.*",
          "org.nd4j.linalg.activations.Activation",
          "org.nd4j.linalg.api.buffer.DataType",
          "org.nd4j.linalg.api.ndarray.INDArray",
          "org.nd4j.linalg.dataset.DataSet",
          "org.nd4j.linalg.dataset.MultiDataSet",
          "org.nd4j.linalg.dataset.api.iterator.DataSetIterator",
          "org.nd4j.linalg.factory.Nd4j",
          "org.nd4j.linalg.learning.config.Adam");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  static Stream<String> snippets() throws IOException {
    return SNIPPET.matcher(readme()).results().map((MatchResult match) -> match.group(1));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippetCompilesAndRuns(String snippet, @TempDir Path folder) throws Exception {
    boolean method = Pattern.compile("^\\w[\\w<>]* \\w+\\([^)]*\\) \\{").matcher(snippet).find();
    StringBuilder source = new StringBuilder();
    IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("public class Snippet implements Runnable {\n");
    source.append(
        method ? snippet + "public void run() {}" : "public void run() {\n" + snippet + "}");
    source.append("\n}\n");
    Path file = Files.writeString(folder.resolve("Snippet.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      assertTrue(compiled, () -> messages + "\n" + source);
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      ((Runnable) loader.loadClass("Snippet").getDeclaredConstructor().newInstance()).run();
    } catch (InvocationTargetException e) {
      throw new AssertionError(snippet, e.getCause());
    }
  }

  @Test
  void tableNamesEveryLoss() throws IOException {
    String readme = readme();
    for (LossType<?> type : Losses.types()) {
      String end = type.takesLosses() ? "(" : "` |";
      assertTrue(
          readme.contains("| `" + type.lossClass().getSimpleName() + "` | `" + type.name() + end),
          () -> "the README's table has no row for " + type.name());
    }
    assertEquals(7, snippets().count(), "snippets found");
  }
}
