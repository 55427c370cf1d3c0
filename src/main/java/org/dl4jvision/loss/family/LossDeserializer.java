package org.dl4jvision.loss.family;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.loss.registry.LossType;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.BeanProperty;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;
import org.nd4j.shade.jackson.databind.deser.ContextualDeserializer;

/** Reads any loss from the values of its options, which are checked as everywhere. */
final class LossDeserializer extends JsonDeserializer<VisionLoss>
    implements ContextualDeserializer {

  private final LossType<? extends VisionLoss> type;

  /** For Jackson, which then asks for that of a class. */
  @SuppressWarnings("unused")
  LossDeserializer() {
    this(null);
  }

  private LossDeserializer(LossType<? extends VisionLoss> type) {
    this.type = type;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, BeanProperty property) {
    Class<?> wanted = context.getContextualType().getRawClass();
    // The type of all losses is only known once the class's name is read.
    return wanted == VisionLoss.class
        ? this
        : new LossDeserializer(LossType.of(wanted.asSubclass(VisionLoss.class)));
  }

  @Override
  public VisionLoss deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    Map<String, Object> options = new LinkedHashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      json.nextToken();
    }
    while (json.currentToken() == JsonToken.FIELD_NAME) {
      String name = json.getCurrentName();
      Optional<Class<?>> ofOption = type.typeOf(name);
      json.nextToken();
      if (ofOption.isEmpty()) {
        context.handleUnknownProperty(json, this, type.lossClass(), name);
      } else if (json.currentToken() == JsonToken.VALUE_NULL) {
        options.put(name, null);
      } else {
        options.put(name, context.readValue(json, ofOption.get()));
      }
      json.nextToken();
    }
    return type.build(options);
  }
}
