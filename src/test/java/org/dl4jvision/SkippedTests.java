package org.dl4jvision;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run how many tests were skipped for want of {@link Shared} files. */
public final class SkippedTests implements TestExecutionListener {

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean missing =
        result.getStatus() == TestExecutionResult.Status.ABORTED
            && result
                .getThrowable()
                .map(Throwable::getMessage)
                .filter(message -> message.contains(Shared.MISSING))
                .isPresent();
    if (missing) {
      count.incrementAndGet();
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (count.get() > 0) {
      System.err.println(count.get() + " tests were " + Shared.MISSING + "shared files");
    }
  }
}
