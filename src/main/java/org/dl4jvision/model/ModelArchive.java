package org.dl4jvision.model;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of a zip, of which nothing is believed: an entry is read as far as its declared size,
 * which is refused where it is out of all proportion to the bytes of the file. Entries that nobody
 * asks for are not read.
 */
final class ModelArchive implements Closeable {

  private static final String DAMAGED = "is damaged or cut off";

  /** A model has four; those who add objects of their own have some more. */
  private static final int MOST_ENTRIES = 1000;

  /** Weights that compress more are those of no training; those of short arrays may. */
  private static final long MOST_RATIO = 200;

  private static final long SHORT = 1L << 26;

  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  private ModelArchive(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ModelArchive open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    long size = Files.size(file);
    try {
      ModelArchive archive = new ModelArchive(new ZipFile(file.toFile()));
      try {
        archive.list(size);
        return archive;
      } catch (IllegalArgumentException e) {
        archive.close();
        throw e;
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException(size == 0 ? "is empty" : DAMAGED, e);
    }
  }

  private void list(long fileSize) {
    if (zip.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "has " + zip.size() + " entries; a model has at most " + MOST_ENTRIES);
    }
    long compressed = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entries.put(entry.getName(), entry) != null) {
        throw new IllegalArgumentException("has two entries of the same name");
      }
      compressed += Math.max(0, entry.getCompressedSize());
    }
    if (compressed > fileSize) { // of entries that share their bytes, or that are not there
      throw new IllegalArgumentException(DAMAGED);
    }
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The declared size of an entry. */
  long size(String name) {
    return entry(name).getSize();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("is no model, as it has no " + name);
    }
    return entry;
  }

  /** Refuses an entry whose size cannot be that of numbers of a network. */
  void requireProportion(String name) {
    ZipEntry entry = entry(name);
    if (entry.getSize() > SHORT && entry.getSize() / MOST_RATIO > entry.getCompressedSize()) {
      throw new IllegalArgumentException(
          name
              + " has "
              + entry.getSize()
              + " bytes, compressed more than "
              + MOST_RATIO
              + " times: these are no weights of a network");
    }
  }

  /** The content of an entry of limited size. */
  byte[] bytes(String name, int most) throws IOException {
    if (size(name) > most) {
      throw new IllegalArgumentException(
          name + " has " + size(name) + " bytes; allowed: up to " + most);
    }
    return read(name, content -> content.readNBytes((int) size(name)));
  }

  /** What reads an entry. */
  interface Reader<T> {
    T read(InputStream content) throws IOException;
  }

  /**
   * Reads an entry to its end.
   *
   * @throws IllegalArgumentException if it is damaged, or if something is left
   */
  <T> T read(String name, Reader<T> reader) throws IOException {
    ZipEntry entry = entry(name);
    try (var content = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      T result = reader.read(content);
      if (content.read() >= 0) {
        throw new IllegalArgumentException(name + " has more bytes than what is in it");
      }
      if (content.getChecksum().getValue() != entry.getCrc()) {
        throw new IllegalArgumentException(DAMAGED);
      }
      return result;
    } catch (ZipException | EOFException e) {
      throw new IllegalArgumentException(DAMAGED, e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
