package org.dl4jvision.network.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.io.BoundedParser;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.JsonTree;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A file in the format safetensors, whoever wrote it: the length of a header as 8 bytes, the header
 * in JSON, and the numbers. All that it says is checked when it is opened, and the numbers are
 * mapped to memory one tensor at a time.
 */
public final class SafeTensors implements TensorSource {

  /** Headers of networks with thousands of tensors have some hundred kilobytes. */
  private static final long LONGEST_HEADER = 32 << 20;

  private static final int LENGTH_BYTES = Long.BYTES;

  private final Path file;
  private final Map<String, TensorEntry> entries;
  private final long dataStart;

  private SafeTensors(Path file, Map<String, TensorEntry> entries, long dataStart) {
    this.file = file;
    this.entries = entries;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException one line, for what is no such file or damaged
   */
  public static SafeTensors open(Path file) {
    requireNoPickle(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < LENGTH_BYTES + 2) {
        throw problem(file, "has " + size + " bytes: it is no safetensors file, or cut off");
      }
      long length = read(channel, 0, LENGTH_BYTES).getLong();
      if (length < 2 || length > size - LENGTH_BYTES) {
        throw problem(
            file,
            String.format(
                "states a header of %s bytes, but has %d: it is no safetensors file, or cut off",
                Long.toUnsignedString(length), size - LENGTH_BYTES));
      }
      if (length > LONGEST_HEADER) {
        throw problem(file, "has a header of " + length + " bytes; allowed: " + LONGEST_HEADER);
      }
      byte[] header = read(channel, LENGTH_BYTES, (int) length).array();
      long start = LENGTH_BYTES + length;
      return new SafeTensors(file, TensorEntry.all(file, parse(file, header), size - start), start);
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }

  /** Files of PyTorch are programs, which are not run here. */
  private static void requireNoPickle(Path file) {
    String name = file.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    for (String end : new String[] {".pth", ".pt"}) {
      if (lower.endsWith(end)) {
        String other = name.substring(0, name.length() - end.length()) + ".safetensors";
        throw problem(
            file,
            String.format(
                "is a file of PyTorch, which only Python reads; convert it by%n"
                    + "python -c \"import torch, safetensors.torch as s;%n"
                    + "s.save_file({k: v.contiguous() for k, v in torch.load('%s',"
                    + " map_location='cpu', weights_only=True).items()}, '%s')\"",
                name, other));
      }
    }
  }

  static IllegalArgumentException problem(Path file, String what) {
    return new IllegalArgumentException(file + ": " + what);
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("It became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static JsonNode parse(Path file, byte[] header) throws IOException {
    try (BoundedParser parser = BoundedParser.json(new ByteArrayInputStream(header))) {
      parser.nextToken();
      JsonNode root = parser.readValueAsTree();
      parser.requireEnd();
      if (root == null || !root.isObject()) {
        throw problem(file, "has a header that is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": has a header that " + JsonTree.problem(e, "is no JSON"), e);
    }
  }

  @Override
  public String origin() {
    return file.toString();
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(entries.keySet());
  }

  @Override
  public Tensor get(String name) {
    TensorEntry entry = entries.get(name);
    if (entry == null) {
      throw problem(file, "has no tensor " + Excerpt.of(name));
    }
    NumberType type = entry.readableType(file);
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw problem(file, "has more than 2 GB in " + Excerpt.of(name));
    }
    ByteBuffer bytes = map(entry);
    return new Tensor() {
      @Override
      public long[] shape() {
        return entry.shape().clone();
      }

      @Override
      public double get(long index) {
        return type.get(bytes, (int) index);
      }
    };
  }

  private ByteBuffer map(TensorEntry entry) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < dataStart + entry.end()) {
        throw problem(file, "became shorter while it was read");
      }
      return channel
          .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), entry.bytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }
}
