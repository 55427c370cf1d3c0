package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.core.JsonParseException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;

class BoundedParserTest {

  private static JsonNode read(BoundedParser parser) throws IOException {
    JsonNode node = parser.readValueAsTree();
    parser.requireEnd();
    return node;
  }

  private static String refusal(String json) {
    return assertThrows(BoundedParser.Refusal.class, () -> read(BoundedParser.json(json)))
        .getMessage();
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  @Test
  void whatIsTooMuchIsRefused() throws IOException {
    String deep = "is nested more than 100 levels deep, line 1";
    assertEquals(deep, refusal(nested(101)));
    assertEquals(deep, refusal("{\"a\":".repeat(2_000_000)));
    assertEquals(nested(100), read(BoundedParser.json(nested(100))).toString());
    String digits = "1".repeat(1000);
    assertEquals("has a number of more than 1000 digits, line 1", refusal("[" + digits + "1]"));
    assertEquals(digits, read(BoundedParser.json(digits)).toString());
    assertEquals("more follows after its end, line 2", refusal("{}\n{}"));
  }

  @Test
  void keysAreThereOnceInEachObject() throws IOException {
    assertEquals("has the key 'a' twice, line 2", refusal("{\"a\": 1,\n\"a\": 2}"));
    String others = "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":3}}";
    assertEquals(others, read(BoundedParser.json(others)).toString());
    BoundedParser yaml = BoundedParser.yaml("a: 1\na: 2");
    assertThrows(BoundedParser.Refusal.class, () -> read(yaml));
  }

  @Test
  void goesOnAfterARefusal() throws IOException {
    BoundedParser parser =
        BoundedParser.json("[{\"a\": [1], \"a\": [{}, 2]}, " + nested(500) + ", 3]");
    assertEquals(JsonToken.START_ARRAY, parser.nextToken());
    for (int bad = 0; bad < 2; bad++) {
      parser.nextToken();
      assertThrows(BoundedParser.Refusal.class, parser::readValueAsTree);
      parser.skipTo(1);
    }
    assertEquals(JsonToken.VALUE_NUMBER_INT, parser.nextToken());
    assertEquals(JsonToken.END_ARRAY, parser.nextToken());
    parser.requireEnd();
  }

  @Test
  void whatYamlDoesNotExpectIsMalformed() throws IOException {
    for (String value : new String[] {"!!int ''", "1" + ":30".repeat(1_000_000)}) {
      BoundedParser yaml = BoundedParser.yaml("a: " + value);
      assertThrows(JsonParseException.class, () -> read(yaml));
    }
  }

  @Test
  void skipsChildren() throws IOException {
    BoundedParser parser = BoundedParser.json("{\"a\": [[1], {\"b\": 2}], \"c\": 3}");
    parser.nextToken();
    assertEquals(JsonToken.START_ARRAY, parser.nextValue());
    parser.skipChildren();
    assertEquals(1, parser.depth());
    assertEquals(JsonToken.VALUE_NUMBER_INT, parser.nextValue());
    assertEquals("c", parser.getCurrentName());
  }
}
