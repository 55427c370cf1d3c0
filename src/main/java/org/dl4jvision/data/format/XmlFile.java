package org.dl4jvision.data.format;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.dl4jvision.io.FileProblem;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML files that users have: read without ever reading another file. */
public final class XmlFile {

  /** Nothing that tools write is nested so deeply; what is would exhaust the stack. */
  private static final int DEPTH = 100;

  /** How Java's messages begin where XML is beyond its limits. */
  private static final String LIMIT = "JAXP0001";

  private XmlFile() {}

  /**
   * Reads XML that stands for itself: a document type, which could name other files, is refused.
   *
   * @param root name of the root that it must have
   * @throws IllegalArgumentException one line, naming the file
   */
  public static Element read(Path file, String root) {
    try (InputStream stream = Files.newInputStream(file)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(
          "http://www.oracle.com/xml/jaxp/properties/maxElementDepth", String.valueOf(DEPTH));
      factory.setExpandEntityReferences(false);
      factory.setXIncludeAware(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new ThrowingHandler()); // The default one prints to standard error.
      Element element = builder.parse(stream).getDocumentElement();
      if (!element.getTagName().equals(root)) {
        throw new IllegalArgumentException(
            file + ": the root must be <" + root + ">, but is <" + element.getTagName() + ">");
      }
      return element;
    } catch (SAXParseException e) {
      String reason = " is not well-formed XML: the file is cut off or damaged";
      if (e.getException() instanceof CharConversionException) {
        reason =
            " is not in the encoding that the first line says, or in UTF-8 where it says none: save"
                + " the file as UTF-8";
      } else if (e.getMessage().contains("DOCTYPE")) {
        reason =
            " has a document type (DOCTYPE), which is not allowed: external entities are never"
                + " read";
      } else if (e.getMessage().startsWith(LIMIT)) {
        reason =
            " has elements nested more than "
                + DEPTH
                + " levels deep, or with more attributes than are read";
      }
      throw new IllegalArgumentException(file + ": line " + e.getLineNumber() + reason, e);
    } catch (SAXException e) {
      throw new IllegalArgumentException(file + ": cannot be read as XML", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot read XML safely", e);
    }
  }

  /** The direct children of a name: parts of objects have names and boxes, too. */
  public static List<Element> children(Element parent, String tag) {
    List<Element> result = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        result.add(element);
      }
    }
    return result;
  }

  /** The first direct child of a name. */
  public static Optional<Element> child(Element parent, String tag) {
    return children(parent, tag).stream().findFirst();
  }

  /** The text of the first direct child of a name. */
  public static Optional<String> text(Element parent, String tag) {
    return child(parent, tag).map(Element::getTextContent).map(String::strip);
  }

  /** Throws every error: unlike the default handler it prints nothing. */
  private static final class ThrowingHandler implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
