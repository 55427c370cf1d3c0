package org.dl4jvision.cli;

import java.io.IOException;
import java.util.function.Supplier;
import org.dl4jvision.io.BoundedParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/** One case or a list of them, each read and evaluated before the next one is read. */
final class LossCases {

  private LossCases() {}

  /**
   * Evaluates what a parser reads.
   *
   * @param file names it in messages
   * @return the answer to a case, or a list of answers
   * @throws JsonProcessingException for what is no JSON
   * @throws IllegalArgumentException for what is no case; in a list it is the answer to that case
   */
  static JsonNode evaluate(BoundedParser parser, String file) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      JsonNode answers = answers(parser);
      parser.requireEnd();
      return answers;
    }
    if (first == JsonToken.START_OBJECT) {
      JsonNode node = parser.readValueAsTree();
      parser.requireEnd();
      return LossCase.evaluate(node);
    }
    throw new IllegalArgumentException(
        file + " holds no case; give a JSON object, or a list of them");
  }

  private static ArrayNode answers(BoundedParser parser) throws IOException {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    int outside = parser.depth();
    while (true) {
      try {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
          return answers;
        }
        JsonNode node = parser.readValueAsTree();
        answers.add(answer(() -> LossCase.evaluate(node)));
      } catch (BoundedParser.Refusal e) {
        answers.addObject().put("error", e.getMessage());
        parser.skipTo(outside);
      }
    }
  }

  /** Whatever is wrong with one case is no reason not to answer the others. */
  private static JsonNode answer(Supplier<JsonNode> evaluation) {
    try {
      return evaluation.get();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return JsonNodeFactory.instance.objectNode().put("error", Failure.of(e).message());
    }
  }
}
