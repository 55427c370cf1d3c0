package org.dl4jvision.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Says for users why a file could not be read or written: exceptions of Java often have no more
 * than the file's name as their message.
 */
public final class FileProblem {

  private FileProblem() {}

  /**
   * An exception to throw: {@code cannot VERB FILE: REASON}.
   *
   * @param verb what was to be done, such as {@code read}
   */
  public static UncheckedIOException cannot(String verb, Path file, IOException e) {
    return new UncheckedIOException("cannot " + verb + " " + file + ": " + reason(e), e);
  }

  /**
   * An exception to throw where output is lost: {@code cannot VERB FILE: REASON}.
   *
   * @param verb what was to be done, such as {@code write}
   */
  public static OutputException lost(String verb, Path file, IOException e) {
    return new OutputException("cannot " + verb + " " + file + ": " + reason(e), e);
  }

  /** Why something failed, as words that follow a colon. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      return "access is denied";
    } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return ((FileSystemException) e).getFile() + " is no folder";
    } else if (e instanceof DirectoryNotEmptyException) {
      return "there is a folder of this name";
    } else if (e instanceof CharacterCodingException) {
      return "it is no text in UTF-8";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      return words(system.getReason());
    } else if (e instanceof FileNotFoundException && e.getMessage().endsWith(")")) {
      String message = e.getMessage();
      return words(message.substring(message.lastIndexOf('(') + 1, message.length() - 1));
    }
    // Of this class are those that repeat what the operating system says.
    boolean said = e.getClass() == IOException.class && e.getMessage() != null;
    if (said) {
      return words(e.getMessage());
    }
    return e.getCause() instanceof IOException cause ? reason(cause) : "reading or writing failed";
  }

  private static String words(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
