package org.dl4jvision.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.List;
import org.dl4jvision.io.Causes;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array as {@code Nd4j.write} writes it: two buffers, one of its shape and one of its numbers,
 * each with a header of how it was allocated, its length and its type.
 *
 * <p>{@code Nd4j.read} allocates what the headers say, and gives arrays whose strides and types may
 * be others than those of the memory they are in. So only numbers are read by ND4J here: it is
 * known how many there must be, and all arrays of a model are of one row.
 */
final class SavedArray {

  private static final List<DataType> TYPES =
      List.of(DataType.FLOAT, DataType.DOUBLE, DataType.HALF, DataType.BFLOAT16);

  /** How many numbers the shape of {@code [n]} has: rank, sizes, strides, and three more. */
  private static final int VECTOR = 6;

  /** How many the shape of {@code [1, n]} has. */
  private static final int ROW = 8;

  private final ModelArchive archive;
  private final String name;
  private long bytes; // of what has been read

  private SavedArray(ModelArchive archive, String name) {
    this.archive = archive;
    this.name = name;
  }

  /**
   * Reads an entry.
   *
   * @param length the number of its numbers
   * @return {@code [length]} or {@code [1, length]}, as it was written; null if the length is 0
   * @throws IllegalArgumentException if it is no such array
   */
  static INDArray read(ModelArchive archive, String name, long length) throws IOException {
    SavedArray array = new SavedArray(archive, name);
    return archive.read(
        name, content -> array.read(new DataInputStream(new BufferedInputStream(content)), length));
  }

  private INDArray read(DataInputStream in, long length) throws IOException {
    Header shape = header(in);
    boolean ints = shape.type() == DataType.INT;
    int width = ints ? Integer.BYTES : Long.BYTES;
    if (!(ints || shape.type() == DataType.LONG)
        || (shape.length() != ROW && shape.length() != VECTOR)) {
      throw notAnArray(null);
    }
    in.skipNBytes(shape.length() * width);
    bytes += shape.length() * width;
    Header data = header(in);
    if (!TYPES.contains(data.type())) {
      throw new IllegalArgumentException(
          name
              + " has numbers of type "
              + data.type()
              + "; allowed: FLOAT, DOUBLE, HALF, BFLOAT16");
    }
    if (data.length() != length) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d numbers, but its configuration is of a network with %d",
              name, data.length(), length));
    }
    long rest = archive.size(name) - bytes;
    if (rest % data.type().width() != 0 || rest / data.type().width() != length) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d bytes, which are not those of %d numbers of type %s",
              name, archive.size(name), length, data.type()));
    }
    archive.requireProportion(name);
    return length == 0 ? null : numbers(in, data, shape.length() == VECTOR);
  }

  private static INDArray numbers(DataInputStream in, Header header, boolean vector)
      throws IOException {
    DataBuffer buffer = Nd4j.createBuffer(header.type(), header.length(), false);
    try {
      buffer.read(in, header.mode(), header.length(), header.type());
    } catch (RuntimeException e) {
      throw Causes.first(e, IOException.class).orElseThrow(() -> e);
    }
    long length = header.length();
    long[] shape = vector ? new long[] {length} : new long[] {1, length};
    long[] strides = vector ? new long[] {1} : new long[] {length, 1};
    return Nd4j.create(buffer, shape, strides, 0, 'c', header.type());
  }

  /** What stands before the numbers of a buffer. */
  private record Header(AllocationMode mode, long length, DataType type) {}

  private Header header(DataInputStream in) throws IOException {
    try {
      String modeName = in.readUTF();
      AllocationMode mode = AllocationMode.valueOf(modeName);
      boolean old = mode.compareTo(AllocationMode.LONG_SHAPE) < 0;
      long length = old ? in.readInt() : in.readLong();
      DataType type = DataType.valueOf(in.readUTF());
      int lengths = 2 * Short.BYTES + (old ? Integer.BYTES : Long.BYTES);
      bytes += lengths + modeName.length() + type.name().length();
      return new Header(mode, length, type);
    } catch (IllegalArgumentException | UTFDataFormatException | EOFException e) {
      throw notAnArray(e);
    }
  }

  private IllegalArgumentException notAnArray(Exception cause) {
    return new IllegalArgumentException(name + " is no array that ND4J wrote", cause);
  }
}
