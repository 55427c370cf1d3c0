package org.dl4jvision.io;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Out of memory at something that has a name, such as an image, in one line that says what helps.
 * Memory of Java and that of arrays outside of it run out in different ways; this is either.
 */
public final class LackOfMemory extends OutOfMemoryError {

  private static final long serialVersionUID = 1L;

  /** What native code says in exceptions of other types. */
  private static final Pattern NATIVE =
      Pattern.compile(
          "bad_alloc|OutOfMemoryError|([Cc]annot|[Ff]ailed to) allocate|Allocation failed"
              + "|[Pp]hysical memory usage is too high");

  private static final double GIGABYTE = 1L << 30;

  private LackOfMemory(String problem, Throwable cause) {
    super(problem + ", or " + more());
    initCause(cause);
  }

  /** How Java gets more memory, as words that follow "or". */
  public static String more() {
    return String.format(
        Locale.ROOT,
        "allow more than the %.1f GB it has now, such as DL4J_VISION_JAVA_OPTS=-Xmx8g",
        Runtime.getRuntime().maxMemory() / GIGABYTE);
  }

  /**
   * Does work, and tells what was too large where the memory is not enough for it.
   *
   * @param problem what is too large, and what to do, as words that are followed by "or"
   */
  public static <T> T tell(Supplier<String> problem, Supplier<T> work) {
    try {
      return work.get();
    } catch (LackOfMemory e) {
      throw e;
    } catch (RuntimeException | Error e) {
      if (isCauseOf(e)) {
        throw new LackOfMemory(problem.get(), e);
      }
      throw e;
    }
  }

  /**
   * Does work on images, and names them where the memory is not enough for it.
   *
   * @param names one or more, asked for only then
   */
  public static <T> T tellImages(Supplier<List<String>> names, Supplier<T> work) {
    return tell(
        () -> {
          List<String> all = names.get();
          String last = all.get(all.size() - 1);
          return all.size() == 1
              ? "the image "
                  + last
                  + " is too large for the memory: go through it in parts (--tile where it is"
                  + " segmented, --slice where objects are detected) or make it smaller"
              : String.format(
                  "the %d images from %s to %s are too large for the memory: choose a smaller"
                      + " --batch-size, or --crop where crops are learnt from",
                  all.size(), all.get(0), last);
        },
        work);
  }

  /** Whether an exception, or what stands behind it, comes of too little memory. */
  public static boolean isCauseOf(Throwable exception) {
    return Causes.of(exception).stream().anyMatch(LackOfMemory::isLack);
  }

  private static boolean isLack(Throwable e) {
    return e instanceof OutOfMemoryError
        || e instanceof NegativeArraySizeException // more elements than an array has
        || (e.getMessage() != null && NATIVE.matcher(e.getMessage()).find());
  }
}
