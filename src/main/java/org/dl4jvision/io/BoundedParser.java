package org.dl4jvision.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.dl4jvision.check.Excerpt;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParseException;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.util.JsonParserDelegate;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads JSON or YAML that anyone may have written: what would exhaust the stack, or take more time
 * than its length, is refused, and so are keys that are there twice, of which one would count
 * without a word. After a {@link Refusal} the parser can go on.
 */
public final class BoundedParser extends JsonParserDelegate {

  /** Nothing that is read by this parser is nested more than a few levels deep. */
  private static final int DEPTH = 100;

  /** A double has at most 770 digits that count; to make a number of many takes quadratic time. */
  private static final int DIGITS = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFactory YAML = new ObjectMapper(new YAMLFactory()).getFactory();

  /** The keys of each object that is open; a list has none. */
  private final Deque<Set<String>> open = new ArrayDeque<>();

  /** Something well-formed is refused; the message is one line that says what and where. */
  public static final class Refusal extends JsonParseException {
    private static final long serialVersionUID = 1L;

    Refusal(JsonParser parser, String problem) {
      super(parser, problem);
    }

    @Override
    public String getMessage() {
      return getOriginalMessage() + ", line " + getLocation().getLineNr();
    }
  }

  private BoundedParser(JsonParser parser) {
    super(parser);
  }

  /** Reads JSON as UTF-8, UTF-16 or UTF-32. */
  public static BoundedParser json(InputStream in) throws IOException {
    return new BoundedParser(JSON.getFactory().createParser(in));
  }

  /** Reads JSON. */
  public static BoundedParser json(String text) throws IOException {
    return new BoundedParser(JSON.getFactory().createParser(text));
  }

  /** Reads YAML, of which JSON is a part. */
  public static BoundedParser yaml(String text) throws IOException {
    return new BoundedParser(YAML.createParser(text));
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = next();
    if (open.size() > DEPTH) {
      throw new Refusal(this, "is nested more than " + DEPTH + " levels deep");
    }
    if (token == null) {
      return null;
    }
    if (token == JsonToken.FIELD_NAME && !open.getLast().add(getCurrentName())) {
      throw new Refusal(this, "has the key '" + Excerpt.of(getCurrentName()) + "' twice");
    }
    if (token.isNumeric() && getTextLength() > DIGITS) {
      throw new Refusal(this, "has a number of more than " + DIGITS + " digits");
    }
    return token;
  }

  private JsonToken next() throws IOException {
    JsonToken token;
    try {
      token = delegate.nextToken();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | StackOverflowError e) {
      // Jackson's YAML expects something behind "!!int", and its patterns need stack for long
      // numbers of base 60, such as 1:30:30:..
      throw new JsonParseException(this, "is malformed", e);
    }
    if (token != null && token.isStructStart()) {
      open.addLast(token == JsonToken.START_OBJECT ? new HashSet<>() : Set.of());
    } else if (token != null && token.isStructEnd()) {
      open.pollLast();
    }
    return token;
  }

  @Override
  public JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (currentToken() != null && currentToken().isStructStart()) {
      skipTo(depth() - 1);
    }
    return this;
  }

  /** How many lists and objects are open. */
  public int depth() {
    return open.size();
  }

  /** Passes over what is left of all that is nested more deeply, whatever it is. */
  public void skipTo(int depth) throws IOException {
    while (depth() > depth && next() != null) {
      // Every token is passed over.
    }
  }

  /** Refuses what follows the value that was read. */
  public void requireEnd() throws IOException {
    if (nextToken() != null) {
      throw new Refusal(this, "more follows after its end");
    }
  }
}
