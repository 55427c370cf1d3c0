package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.LackOfMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  private static Stream<Throwable> lacksOfMemory() {
    IllegalStateException closing = new IllegalStateException("closed");
    closing.addSuppressed(new OutOfMemoryError("heap"));
    RuntimeException circle = new RuntimeException("outer", new RuntimeException("inner"));
    circle.getCause().initCause(new RuntimeException("std::bad_alloc", circle));
    return Stream.of(
        new OutOfMemoryError("heap"),
        new RuntimeException("Error during backpropagation", new OutOfMemoryError("physical")),
        new RuntimeException("Allocation failed: [std::bad_alloc]"),
        new ExceptionInInitializerError(new OutOfMemoryError("heap")),
        closing,
        circle);
  }

  @ParameterizedTest
  @MethodSource("lacksOfMemory")
  void memoryIsFoundWhereverItHides(Throwable thrown) {
    Failure failure = Failure.of(thrown);
    assertEquals(ExitCode.OUT_OF_MEMORY, failure.code());
    assertEquals("out of memory: " + LackOfMemory.more(), failure.message());
  }

  @Test
  void whatSaysWhatWasTooLargeIsTold() {
    Throwable lack = null;
    try {
      LackOfMemory.tell(
          () -> "the image is too large",
          () -> {
            throw new OutOfMemoryError();
          });
    } catch (LackOfMemory e) {
      lack = new RuntimeException("in a worker", e);
    }
    assertEquals("the image is too large, or " + LackOfMemory.more(), Failure.of(lack).message());
  }

  @Test
  void whatOnlyWrapsIsLeftOut() {
    IllegalArgumentException told = new IllegalArgumentException("depth is 0; allowed: 1 to 8");
    Failure direct = Failure.of(told);

    assertEquals(new Failure(ExitCode.BAD_INPUT, told.getMessage(), true), direct);
    assertEquals(direct, Failure.of(new ExecutionException(told)));
    assertEquals(direct, Failure.of(new InvocationTargetException(told)));
    assertEquals(direct, Failure.of(new IllegalArgumentException(new RuntimeException(told))));
  }

  @Test
  void theOuterTextNamesTheFile() {
    IOException cause = new MalformedInputException(1);
    assertEquals(
        new Failure(ExitCode.BAD_INPUT, "cannot read a.txt: it is no text in UTF-8", true),
        Failure.of(FileProblem.cannot("read", Path.of("a.txt"), cause)));
    assertEquals(
        "cannot read a.txt: it is no text in UTF-8",
        Failure.of(new UncheckedIOException("cannot read a.txt: it is no text in UTF-8", cause))
            .message());
  }

  @Test
  void lostOutputHasItsCode() {
    Failure failure =
        Failure.of(
            FileProblem.lost("write", Path.of("a"), new IOException("No space left on device")));
    assertEquals(
        new Failure(ExitCode.NOT_WRITTEN, "cannot write a: no space left on device", true),
        failure);
  }

  @Test
  void nestingIsBadInput() {
    Failure direct = Failure.of(new StackOverflowError());
    assertEquals("the input is nested too deeply", direct.message());
    assertEquals(ExitCode.BAD_INPUT, direct.code());
    Failure named = Failure.of(new IllegalArgumentException("a.tif", new StackOverflowError()));
    assertEquals("a.tif: nested too deeply", named.message());
  }

  @Test
  void theUnexpectedKeepsWhatHappenedInside() {
    Failure failure =
        Failure.of(new IllegalStateException("outer", new NumberFormatException("for input x")));
    assertEquals(ExitCode.UNEXPECTED, failure.code());
    assertFalse(failure.expected());
    assertTrue(
        failure.message().endsWith("outer, caused by java.lang.NumberFormatException: for input x"),
        failure.message());
  }

  @Test
  void aTrainingSaysWhen() {
    Throwable disk =
        FileProblem.lost("write", Path.of("a"), new IOException("No space left on device"));
    Failure failure = Failure.of(new TrainingFailure(" (in epoch 2/3)", disk));
    assertEquals(ExitCode.NOT_WRITTEN, failure.code());
    assertEquals("cannot write a: no space left on device (in epoch 2/3)", failure.message());
  }
}
