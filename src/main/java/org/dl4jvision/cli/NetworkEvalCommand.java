package org.dl4jvision.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dl4jvision.io.BoundedParser;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonTree;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a published network on an input. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluate a published network, to check it against another framework.",
      "A case is {\"network\": \"torchvision.resnet18\", \"arguments\": {\"num_classes\": 5},"
          + " \"input\": {\"name\": \"input\", \"shape\": [1, 3, 64, 64]}, \"outputs\":"
          + " {\"layer1\": {\"index\": [0, 7]}, \"logits\": {}}, \"dataType\": \"FLOAT\"}.",
      "Weights follow from their names and shapes by a formula, or come from"
          + " \"weights\": \"FILE.safetensors\", relative to the case. Values of the input follow"
          + " from its name, or are given: \"input\": {\"values\": [[[[..]]]]}.",
      "The answer has the same outputs, named as modules or results, with shape, mean, std and the"
          + " value at each index, and the number of parameters."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  echo '{\"network\": \"torchvision.resnet18\", \"input\": {\"name\": \"input\", \"shape\":"
          + " [1, 3, 64, 64]}, \"outputs\": {\"logits\": {\"index\": [0]}}}' | dl4j-vision network"
          + " eval -"
    })
final class NetworkEvalCommand implements Callable<Integer> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CASE.json", description = "A file; - reads standard input.")
  private String file;

  @Option(
      names = "--stock",
      description = "Compute as Deeplearning4j does by itself, without acceleration.")
  private boolean stock;

  @Override
  public Integer call() throws IOException {
    JsonNode result = NetworkCase.evaluate(read(), folder(), !stock);
    PrintWriter out = spec.commandLine().getOut();
    out.println(MAPPER.writeValueAsString(result));
    out.flush();
    return 0;
  }

  private Path folder() {
    return file.equals("-") ? Path.of("") : Path.of(file).resolveSibling("");
  }

  private JsonNode read() {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        BoundedParser parser = BoundedParser.json(in)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException(file + " is empty; give a JSON object");
      }
      JsonNode node = parser.readValueAsTree();
      parser.requireEnd();
      return node;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no such file: " + file, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + JsonTree.problem(e, "is no JSON"), e);
    } catch (IOException e) {
      throw FileProblem.cannot("read", Path.of(file), e);
    }
  }
}
