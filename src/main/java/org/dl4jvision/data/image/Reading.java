package org.dl4jvision.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.DataFault.Kind;
import org.dl4jvision.io.FileProblem;

/**
 * Says in an IllegalArgumentException which file cannot be read, and why.
 *
 * @param format its name, null while it is not known
 */
record Reading(Path file, String format) {

  /** Something that may fail on a file. */
  interface Work<T> {
    T get() throws IOException;
  }

  /**
   * Does some work on the file.
   *
   * @throws IllegalArgumentException if it fails
   */
  <T> T attempt(Work<T> work) {
    try {
      return work.get();
    } catch (UnreadableException e) {
      throw unreadable(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw unreadable("there is no such file", e);
    } catch (AccessDeniedException e) {
      throw unreadable(FileProblem.reason(e), e);
    } catch (OutOfMemoryError e) {
      throw unreadable("the memory is too small for it; " + SizeLimits.REMEDY, e);
    } catch (EOFException e) {
      throw unreadable("its " + format + " data end too early: it is cut off", e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Decoders answer damaged files with all kinds of exceptions, in their own words.
      String reason =
          format == null
              ? "it cannot be opened"
              : "its "
                  + format
                  + " data are damaged, or of a kind that is not read; if other programs show it,"
                  + " save it anew";
      throw unreadable(reason, e);
    }
  }

  private IllegalArgumentException unreadable(String reason, Throwable cause) {
    return new DataFault(Kind.UNREADABLE, "cannot read " + file + ": " + reason, cause);
  }
}
