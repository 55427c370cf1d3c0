package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class FileProblemTest {

  @Test
  void aProblemNamesTheFile() {
    assertEquals(
        "cannot read a/b.json: there is no such file or folder",
        FileProblem.cannot("read", Path.of("a/b.json"), new NoSuchFileException("x")).getMessage());
  }

  @Test
  void reasonsAreWords() {
    assertReason("there is no such file or folder", new NoSuchFileException("a"));
    assertReason("access is denied", new AccessDeniedException("a"));
    assertReason("a is no folder", new FileAlreadyExistsException("a"));
    assertReason("there is a folder of this name", new DirectoryNotEmptyException("a"));
    assertReason("it is no text in UTF-8", new MalformedInputException(1));
    assertReason(
        "no space left on device", new FileSystemException("a", null, "No space left on device"));
    assertReason("permission denied", new FileNotFoundException("a (b) (Permission denied)"));
    assertReason("is a directory", new IOException("Is a directory"));
  }

  @Test
  void whatExceptionsSayForProgrammersIsNotRepeated() {
    assertReason("reading or writing failed", new ZipException("invalid stored block lengths"));
    assertReason("reading or writing failed", new FileSystemException("a"));
    assertReason("reading or writing failed", new IOException());
  }

  private static void assertReason(String expected, IOException e) {
    assertEquals(expected, FileProblem.reason(e));
  }
}
