package org.dl4jvision.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tables of values that commas separate, as RFC 4180 has them: a value that holds commas, line
 * breaks or quotes stands in quotes, and its quotes are doubled. Files are read row by row, so that
 * they may be larger than memory. Blank lines are left out.
 */
public final class CsvFile {

  /** A quote that is never closed takes in the rest of a file: no real row is as long. */
  private static final int LONGEST_ROW = 1 << 20;

  private CsvFile() {}

  /**
   * A row.
   *
   * @param line where it begins, from 1
   * @param values without space around them
   */
  public record Row(int line, List<String> values) {

    /** A value; "" where the row is shorter. */
    public String get(int column) {
      return column < values.size() ? values.get(column) : "";
    }
  }

  /**
   * Writes a file of UTF-8 text, as a whole or not at all.
   *
   * @param rows the values of each; those with commas, quotes or line breaks are put in quotes
   */
  public static void write(Path file, List<List<String>> rows) {
    String text =
        rows.stream()
            .map(row -> row.stream().map(CsvFile::quoted).collect(Collectors.joining(",")) + "\n")
            .collect(Collectors.joining());
    AtomicFile.writeText(file, text);
  }

  private static String quoted(String value) {
    boolean plain =
        value.equals(value.strip()) && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }

  /**
   * Reads a file of UTF-8 text, with or without a byte order mark.
   *
   * @param each is given all rows in their order, the header too where there is one
   * @throws IllegalArgumentException in one line that names the file, if it cannot be read
   */
  public static void read(Path file, Consumer<Row> each) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      new Rows(reader).forEach(each);
    } catch (RowException e) {
      throw new IllegalArgumentException(file + ": line " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    }
  }

  /**
   * The rows in the beginning of a file, without the last of several where it may be cut off.
   *
   * @param text the beginning
   */
  public static List<Row> beginning(String text) {
    List<Row> rows = new ArrayList<>();
    try {
      new Rows(new StringReader(text)).forEach(rows::add);
    } catch (IOException e) {
      return rows; // an open quote, where the text ends
    }
    boolean cut = rows.size() > 1 && !text.endsWith("\n");
    return cut ? rows.subList(0, rows.size() - 1) : rows;
  }

  private static final class RowException extends IOException {
    RowException(int line, String problem) {
      super(line + " " + problem);
    }
  }

  private static final class Rows {
    private final Reader reader;
    private final StringBuilder value = new StringBuilder();
    private List<String> values = new ArrayList<>();
    private int length;
    private int line = 1;
    private int start = 1;

    Rows(Reader reader) {
      this.reader = reader;
    }

    void forEach(Consumer<Row> each) throws IOException {
      int c = reader.read();
      if (c == '\uFEFF') {
        c = reader.read();
      }
      while (c >= 0) {
        if (c == '"' && value.toString().isBlank()) {
          value.setLength(0);
          quoted();
        } else if (c == ',') {
          endValue();
        } else if (c == '\n') {
          endRow(each);
          line++;
          start = line;
        } else {
          add(c);
        }
        c = reader.read();
      }
      endRow(each);
    }

    /** Reads up to the quote that closes; what stands behind it still belongs to the value. */
    private void quoted() throws IOException {
      for (int c = reader.read(); ; c = reader.read()) {
        if (c < 0) {
          throw new RowException(start, "has a quote that is not closed");
        }
        if (c == '"') {
          reader.mark(1);
          if (reader.read() != '"') {
            reader.reset();
            return;
          }
        }
        line += c == '\n' ? 1 : 0;
        add(c);
      }
    }

    private void add(int c) throws IOException {
      length++;
      if (length > LONGEST_ROW) {
        throw new RowException(start, "is longer than " + LONGEST_ROW + " letters");
      }
      value.append((char) c);
    }

    private void endValue() {
      values.add(value.toString().strip());
      value.setLength(0);
    }

    private void endRow(Consumer<Row> each) {
      endValue();
      if (values.size() > 1 || !values.get(0).isEmpty()) {
        each.accept(new Row(start, List.copyOf(values)));
      }
      values = new ArrayList<>(values.size());
      length = 0;
    }
  }
}
