package org.dl4jvision.loss.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a loss in expressions, and what a reader who has to choose one wants to know. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LossInfo {
  String name();

  /** Says in one line what it is, and when to use it. */
  String help();

  /** The formula in one line: p prediction, t label, s smoothing, e = p - t. */
  String formula() default "";

  /** Says when not to use it, and what to use instead. */
  String avoid() default "";

  /** Addresses of the papers, separated by spaces. */
  String paper() default "";

  /** Which options of other libraries give the same number. */
  String same() default "";
}
