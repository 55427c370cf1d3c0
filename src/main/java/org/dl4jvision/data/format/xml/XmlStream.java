package org.dl4jvision.data.format.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dl4jvision.data.format.XmlReaders;
import org.dl4jvision.io.FileProblem;

/**
 * An XML file that is read once from its beginning to its end, for files of many images. It is
 * always in an element: first in the root, then in what {@link #child} enters. A document type,
 * which could name other files, is refused. All errors are an {@link IllegalArgumentException} of
 * one line that begins with the file.
 */
final class XmlStream implements AutoCloseable {

  /** Nothing that tools write is nested so deeply. */
  private static final int DEPTH = 100;

  private final Path file;
  private final InputStream stream;
  private final XMLStreamReader reader;
  private int depth;

  private XmlStream(Path file, InputStream stream) throws IOException, XMLStreamException {
    this.file = file;
    this.stream = stream;
    reader = XmlReaders.of(stream);
  }

  /** Opens a file and enters its root. */
  static XmlStream open(Path file, String root) {
    InputStream stream = null;
    try {
      stream = Files.newInputStream(file);
      XmlStream xml = new XmlStream(file, stream);
      xml.enterRoot(root);
      return xml;
    } catch (IOException e) {
      closeQuietly(stream);
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    } catch (XMLStreamException e) {
      closeQuietly(stream);
      throw damaged(file, e);
    } catch (IllegalArgumentException e) {
      closeQuietly(stream);
      throw e;
    }
  }

  private void enterRoot(String root) throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      continue; // comments and instructions
    }
    if (!name().equals(root)) {
      throw new IllegalArgumentException(
          file + ": the root must be <" + root + ">, but is <" + name() + ">");
    }
  }

  private int next() throws XMLStreamException {
    int event = reader.next();
    depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
    depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    if (depth > DEPTH) {
      throw new IllegalArgumentException(
          file + ": line " + line() + " is nested more than " + DEPTH + " levels deep");
    }
    if (event == XMLStreamConstants.DTD) {
      throw new IllegalArgumentException(
          file
              + ": line "
              + line()
              + " has a document type (DOCTYPE), which is not allowed: external entities are never"
              + " read");
    }
    return event;
  }

  /**
   * Enters the next element that is directly in the one that it is in; at the end of this one it
   * leaves it.
   *
   * @return whether there was one
   */
  boolean child() {
    try {
      while (true) {
        int event = next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          return true;
        }
        if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
          return false;
        }
      }
    } catch (XMLStreamException e) {
      throw damaged(file, e);
    }
  }

  /** Leaves the element that it is in, whatever is left of it. */
  void leave() {
    for (int depth = 1; depth > 0; ) {
      depth += child() ? 1 : -1;
    }
  }

  /** Leaves the element that it is in, and returns the text of it and of what is in it. */
  String text() {
    StringBuilder text = new StringBuilder();
    try {
      for (int depth = 1; depth > 0; ) {
        int event = next();
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          text.append(reader.getText());
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
    } catch (XMLStreamException e) {
      throw damaged(file, e);
    }
    return text.toString().strip();
  }

  /** The name of the element that was entered last, before anything else of it is read. */
  String name() {
    return reader.getLocalName();
  }

  /** An attribute of the element that was entered last, before anything else of it is read. */
  Optional<String> attribute(String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name)).map(String::strip);
  }

  /** The line up to which it was read. */
  int line() {
    return reader.getLocation().getLineNumber();
  }

  @Override
  public void close() {
    closeQuietly(stream);
  }

  private static void closeQuietly(InputStream stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // Nothing that was read depends on it.
    }
  }

  private static IllegalArgumentException damaged(Path file, XMLStreamException e) {
    if (e.getNestedException() instanceof IOException) {
      return new IllegalArgumentException(
          file
              + ": is not in the encoding that its first line says, or in UTF-8 where it says none:"
              + " save it as UTF-8",
          e);
    }
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
    return new IllegalArgumentException(
        file + ": line " + line + " is not well-formed XML: the file is cut off or damaged", e);
  }
}
