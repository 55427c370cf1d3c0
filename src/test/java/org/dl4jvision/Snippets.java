package org.dl4jvision;

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

/** Java in pages: what a reader copies compiles and runs. */
public final class Snippets {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final List<String> IMPORTS =
      List.of(
          "ai.onnxruntime.*",
          "java.nio.FloatBuffer",
          "java.nio.file.Path",
          "java.util.List",
          "java.util.Map",
          "org.deeplearning4j.nn.conf.*",
          "org.deeplearning4j.nn.conf.inputs.InputType",
          "org.deeplearning4j.nn.conf.layers.*",
          "org.deeplearning4j.nn.graph.ComputationGraph",
          "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
          "org.dl4jvision.acceleration.*",
          "org.dl4jvision.data.Split",
          "org.dl4jvision.data.fault.*",
          "org.dl4jvision.data.open.Datasets",
          "org.dl4jvision.data.segmentation.FolderSegmentationDataset",
          "org.dl4jvision.data.segmentation.SegmentationDataset",
          "org.dl4jvision.export.OnnxExport",
          "org.dl4jvision.io.Progress",
          "org.dl4jvision.layer.*",
          "org.dl4jvision.loss.*",
          "org.dl4jvision.metric.calibration.*",
          "org.dl4jvision.metric.segmentation.*",
          "org.dl4jvision.network.*",
          "org.dl4jvision.report.page.*",
          "org.dl4jvision.study.trial.*",
          "org.dl4jvision.task.segmentation.SegmentationOptions",
          "org.dl4jvision.tile.TiledPrediction",
          "org.nd4j.linalg.activations.Activation",
          "org.nd4j.linalg.api.buffer.DataType",
          "org.nd4j.linalg.api.ndarray.INDArray",
          "org.nd4j.linalg.dataset.DataSet",
          "org.nd4j.linalg.dataset.MultiDataSet",
          "org.nd4j.linalg.dataset.api.iterator.DataSetIterator",
          "org.nd4j.linalg.factory.Nd4j",
          "org.nd4j.linalg.learning.config.Adam");

  private Snippets() {}

  /** The snippets of a page. */
  public static Stream<String> of(Path page) throws IOException {
    return SNIPPET
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult match) -> match.group(1));
  }

  /**
   * Compiles and runs a snippet, or compiles it if it is a method.
   *
   * @param folder for its files
   */
  public static void run(String snippet, Path folder) throws Exception {
    boolean method =
        Pattern.compile("^\\w[\\w<>\\[\\]]* \\w+\\([^)]*\\)( throws \\w+)? \\{")
            .matcher(snippet)
            .find();
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
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippets.class.getClassLoader())) {
      ((Runnable) loader.loadClass("Snippet").getDeclaredConstructor().newInstance()).run();
    } catch (InvocationTargetException e) {
      throw new AssertionError(snippet, e.getCause());
    }
  }
}
