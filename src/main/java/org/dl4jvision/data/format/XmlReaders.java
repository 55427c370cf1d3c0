package org.dl4jvision.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of XML as a stream, which never read another file, nor print what is wrong. */
public final class XmlReaders {

  private static final int START = 200;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)");

  private XmlReaders() {}

  /**
   * A reader; a document type is an event of it, but is not read.
   *
   * @throws IOException if the stream cannot be read, or says an encoding that there is not
   */
  public static XMLStreamReader of(InputStream stream) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(letters(stream));
  }

  /** Of bytes that are not in the encoding, Java's reader tells standard error. */
  private static Reader letters(InputStream stream) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(stream, START);
    byte[] start = bytes.readNBytes(START);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int mark = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
    bytes.unread(start, mark, start.length - mark);
    return new InputStreamReader(
        bytes,
        charset(text.substring(mark))
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Charset charset(String start) throws IOException {
    if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
      return StandardCharsets.UTF_16;
    }
    Matcher stated = ENCODING.matcher(start);
    try {
      return stated.find() ? Charset.forName(stated.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      throw new IOException("there is no encoding " + stated.group(1), e);
    }
  }
}
