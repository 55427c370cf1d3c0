package org.dl4jvision.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The entries of a model file, to be changed as somebody would who means no good. Immutable. */
public final class ModelZip {

  public static final String CONFIGURATION = "configuration.json";
  public static final String WEIGHTS = "coefficients.bin";
  public static final String UPDATER = "updaterState.bin";

  private final Map<String, byte[]> entries;

  private ModelZip(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  public static ModelZip of(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, byte[]> entries = new LinkedHashMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
      return new ModelZip(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ModelZip with(String name, byte[] content) {
    return with(Map.of(name, content));
  }

  public ModelZip with(Map<String, byte[]> more) {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.putAll(more);
    return new ModelZip(changed);
  }

  public ModelZip without(String name) {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.remove(name);
    return new ModelZip(changed);
  }

  public byte[] get(String name) {
    return entries.get(name).clone();
  }

  public ModelZip change(String name, UnaryOperator<byte[]> change) {
    return with(name, change.apply(get(name)));
  }

  /** Changes the text of the configuration. */
  public ModelZip configuration(UnaryOperator<String> change) {
    return change(
        CONFIGURATION,
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes);
    return bytes.toByteArray();
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(OutputStream out) {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
