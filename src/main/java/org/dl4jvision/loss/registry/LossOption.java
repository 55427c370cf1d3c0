package org.dl4jvision.loss.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a builder's method as an option that expressions may name; the loss has a field of the same
 * name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LossOption {
  /** A line of help. */
  String value();
}
