package org.dl4jvision.data.augmentation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a random change in expressions, and what a reader who has to choose wants to know.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AugmentationInfo {
  String name();

  /** Says in one line what it is, and when to use it. */
  String help();

  /** Authors, title and year of where it was published. */
  String paper() default "";
}
