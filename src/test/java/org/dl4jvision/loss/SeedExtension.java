package org.dl4jvision.loss;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** A failure says how to draw the same arguments again. */
final class SeedExtension implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    throw new AssertionError(
        failure.getMessage() + "; drawn with -Dloss.seed=" + TestArrays.SEED, failure);
  }
}
