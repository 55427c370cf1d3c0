package org.dl4jvision.model;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.io.BoundedParser;
import org.dl4jvision.io.JsonTree;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonStreamContext;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * Looks through the text of a configuration before anything is made of it.
 *
 * <p>Jackson takes the names of classes from several properties, old formats from others, and names
 * may hold names of type arguments. So the rule is not about properties: whatever in a name or a
 * string could be the name of a class must be allowed, or there must be no such class. What {@code
 * @class} says must be allowed in any case.
 */
final class ConfigurationScan {

  /** Those of the largest networks are some thousands; to look for a class takes 0.1 ms. */
  private static final int MOST_NAMES = 10_000;

  private static final String CLASS_PROPERTY = "@class";

  /** The least values of sizes, with which Deeplearning4j computes without a look at them. */
  private static final Map<String, Integer> LEAST =
      Map.of(
          "kernelSize",
          1,
          "stride",
          1,
          "dilation",
          1,
          "padding",
          0,
          "cropping",
          0,
          "nin",
          0,
          "nout",
          0,
          "numElements",
          0,
          "rankField",
          0);

  private final String text;
  private final AllowedClasses classes;
  private final Set<String> root = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  private ConfigurationScan(String text, AllowedClasses classes) {
    this.text = text;
    this.classes = classes;
  }

  /**
   * Looks through a text.
   *
   * @throws IllegalArgumentException if it is no JSON, or none that a network has
   */
  static ConfigurationScan of(String text, AllowedClasses classes) {
    ConfigurationScan scan = new ConfigurationScan(text, classes);
    try (BoundedParser json = BoundedParser.json(text)) {
      scan.look(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "its configuration: " + JsonTree.problem(e, "is no JSON, or damaged"), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("its configuration cannot be read", e);
    }
    return scan;
  }

  /** The text, which is JSON throughout. */
  String text() {
    return text;
  }

  /**
   * Demands a property of the outermost object.
   *
   * @param network the kind of network that has it
   */
  void requireRoot(String property, String network) {
    if (!root.contains(property)) {
      boolean other = root.contains("confs") || root.contains("vertices");
      throw new IllegalArgumentException(
          other
              ? "is a model of another kind, not a " + network
              : "its configuration is not that of a network");
    }
  }

  private void look(BoundedParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("its configuration is no JSON object");
    }
    for (JsonToken token = json.nextToken(); json.depth() > 0; token = json.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        if (json.depth() == 1) {
          root.add(json.getCurrentName());
        }
        requireAllowed(json.getCurrentName(), false);
      } else if (token == JsonToken.VALUE_STRING) {
        requireAllowed(json.getText(), CLASS_PROPERTY.equals(json.getCurrentName()));
      } else if (token.isNumeric()) {
        requireSize(json);
      }
    }
    json.requireEnd();
  }

  private void requireAllowed(String text, boolean isClass) {
    boolean known = !seen.add(text);
    if (seen.size() > MOST_NAMES) {
      throw new IllegalArgumentException(
          "its configuration has more than " + MOST_NAMES + " names");
    }
    if (isClass && !classes.allow(text)) {
      throw refusal(text);
    }
    if (!known) {
      for (String name : names(text)) {
        if (!classes.allow(name) && AllowedClasses.exists(name)) {
          throw refusal(name);
        }
      }
    }
  }

  /** What could be names of classes: type arguments and arrays have other characters between. */
  private static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '.' || Character.isJavaIdentifierPart(c) || Character.isSurrogate(c)) {
        name.append(c);
      } else if (name.length() > 0) {
        names.add(name.toString());
        name.setLength(0);
      }
    }
    return names;
  }

  private IllegalArgumentException refusal(String name) {
    return new IllegalArgumentException(
        "names the class "
            + Excerpt.of(name)
            + ", which is of none of the packages "
            + classes
            + "; Models.reader().allow(..) takes it, if you trust the file");
  }

  private static void requireSize(JsonParser json) throws IOException {
    JsonStreamContext context = json.getParsingContext();
    while (context.inArray()) {
      context = context.getParent();
    }
    Integer least = context.getCurrentName() == null ? null : LEAST.get(context.getCurrentName());
    if (least != null) {
      double value = json.getDoubleValue();
      if (!(value >= least && value <= Integer.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "its configuration has a "
                + context.getCurrentName()
                + " of "
                + json.getText()
                + "; allowed: "
                + least
                + " to "
                + Integer.MAX_VALUE);
      }
    }
  }
}
