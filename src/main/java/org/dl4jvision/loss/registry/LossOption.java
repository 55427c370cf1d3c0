package org.dl4jvision.loss.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.nd4j.shade.jackson.annotation.JacksonAnnotationsInside;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Marks a field as an option, whose name is the field's and whose default is what the field starts
 * with. Expressions, JSON, {@code equals} and the documentation know it by this. A method with one
 * parameter may be marked, too: it stands for other options, which it sets.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
@JacksonAnnotationsInside
@JsonProperty
public @interface LossOption {
  /** Says in one line what the option does. */
  String value();
}
