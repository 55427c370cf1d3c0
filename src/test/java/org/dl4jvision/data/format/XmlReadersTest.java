package org.dl4jvision.data.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class XmlReadersTest {

  private static String read(String xml, Charset charset) throws IOException, XMLStreamException {
    XMLStreamReader reader = XmlReaders.of(new ByteArrayInputStream(xml.getBytes(charset)));
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamReader.CHARACTERS) {
        text.append(reader.getText());
      }
    }
    return text.toString();
  }

  @Test
  void readTheEncodingThatIsSaid() throws IOException, XMLStreamException {
    assertEquals("é", read("<a>é</a>", UTF_8));
    assertEquals("é", read("\uFEFF<?xml version='1.0'?><a>é</a>", UTF_8));
    assertEquals("é", read("<a>é</a>", UTF_16));
    assertEquals("é", read("<?xml version='1.0' encoding='latin1'?><a>é</a>", ISO_8859_1));
    assertEquals(
        "there is no encoding klingon",
        assertThrows(
                IOException.class,
                () -> read("<?xml version='1.0' encoding='klingon'?><a/>", UTF_8))
            .getMessage());
  }

  @Test
  void printNothingOfWhatIsInAnother() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      XMLStreamException e =
          assertThrows(XMLStreamException.class, () -> read("<a>é</a>", ISO_8859_1));
      assertInstanceOf(CharacterCodingException.class, e.getNestedException());
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(UTF_8));
  }
}
