package org.dl4jvision.data.format.mask;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.io.LackOfMemory;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * The mask in a MATLAB file. It alone knows the library that reads such files, which is optional.
 */
final class MatlabFile {

  /** What a file holds. */
  enum Kind {
    /** A matrix by itself. */
    MATRIX("a matrix"),
    /** A structure with a matrix "Segmentation", as CrackForest has. */
    SEGMENTATION("a structure with Segmentation"),
    /** SBD's structure GTcls with the numbers of Pascal VOC's classes. */
    VOC_CLASSES("GTcls"),
    /** BSDS's cell of structures, one a person, with a matrix "Boundaries" each. */
    BOUNDARIES("a cell of structures with Boundaries");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** No mask is as large. */
  private static final int MOST_BYTES = 1 << 30;

  private final Kind kind;
  private final Mask mask;

  private MatlabFile(Kind kind, Mask mask) {
    this.kind = kind;
    this.mask = mask;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException one line, naming the file, if it is damaged or holds no mask
   *     of whole numbers
   */
  static MatlabFile read(Path file) {
    try (Source source = Sources.openFile(file.toFile());
        MatFile content = Mat5.newReader(source).setBufferAllocator(new Buffers()).readMat()) {
      return of(content);
    } catch (UnsuitableException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException
        | RuntimeException
        | StackOverflowError e) { // For damaged files it throws anything.
      throw new IllegalArgumentException(
          file + ": is no MATLAB file that can be read; it may be damaged", e);
    } catch (OutOfMemoryError e) { // Sizes in damaged files are any numbers.
      throw new IllegalArgumentException(
          file
              + ": needs more memory than there is; it is no mask, or damaged, or "
              + LackOfMemory.more(),
          e);
    }
  }

  /** What is wrong with a file that is not damaged. */
  private static final class UnsuitableException extends RuntimeException {
    UnsuitableException(String message) {
      super(message);
    }
  }

  private static final class Buffers implements BufferAllocator {
    @Override
    public ByteBuffer allocate(int size) {
      if (size < 0 || size > MOST_BYTES) {
        throw new IllegalStateException("size " + size);
      }
      return ByteBuffer.allocate(size);
    }

    @Override
    public void release(ByteBuffer buffer) {}
  }

  private static MatlabFile of(MatFile content) {
    List<String> names = new ArrayList<>();
    List<Matrix> plain = new ArrayList<>();
    for (MatFile.Entry entry : content.getEntries()) {
      Array value = entry.getValue();
      names.add(entry.getName());
      if (value instanceof Struct struct && struct.getFieldNames().contains("Segmentation")) {
        Kind kind = entry.getName().equals("GTcls") ? Kind.VOC_CLASSES : Kind.SEGMENTATION;
        return new MatlabFile(kind, mask(List.of(matrix(struct, "Segmentation"))));
      }
      if (value instanceof Cell cell && cell.getNumElements() > 0) {
        return new MatlabFile(Kind.BOUNDARIES, mask(boundaries(entry.getName(), cell)));
      }
      if (value instanceof Matrix matrix
          && matrix.getNumDimensions() == 2
          && matrix.getNumRows() > 1
          && matrix.getNumCols() > 1) {
        plain.add(matrix);
      }
    }
    if (plain.size() != 1) {
      throw new UnsuitableException(
          "has "
              + (plain.isEmpty() ? "no matrix" : plain.size() + " matrices")
              + " (variables: "
              + String.join(", ", names)
              + "); expected one, or a structure with Segmentation");
    }
    return new MatlabFile(Kind.MATRIX, mask(plain));
  }

  private static List<Matrix> boundaries(String name, Cell cell) {
    return IntStream.range(0, cell.getNumElements())
        .mapToObj(
            i -> {
              Array element = cell.get(i);
              if (element instanceof Struct struct
                  && struct.getFieldNames().contains("Boundaries")) {
                return matrix(struct, "Boundaries");
              }
              throw new UnsuitableException(
                  name + "{" + (i + 1) + "} is no structure with Boundaries");
            })
        .toList();
  }

  private static Matrix matrix(Struct struct, String field) {
    Array value = struct.get(field);
    if (value instanceof Matrix matrix && matrix.getNumDimensions() == 2) {
      return matrix;
    }
    throw new UnsuitableException(field + " is no matrix of two dimensions");
  }

  /** The largest number of several matrices for each pixel. */
  private static Mask mask(List<Matrix> matrices) {
    int height = matrices.get(0).getNumRows();
    int width = matrices.get(0).getNumCols();
    int[] codes = new int[height * width];
    for (Matrix matrix : matrices) {
      if (matrix.getNumRows() != height || matrix.getNumCols() != width) {
        throw new UnsuitableException("has matrices of different sizes");
      }
      for (int x = 0; x < width; x++) {
        for (int y = 0; y < height; y++) {
          int p = y * width + x;
          codes[p] = Math.max(codes[p], code(matrix.getDouble(y, x)));
        }
      }
    }
    return new Mask(height, width, codes);
  }

  private static int code(double value) {
    int code = (int) value;
    if (code != value || code < 0 || code >= ImageFiles.COLOR) {
      throw new UnsuitableException(
          "has the value "
              + value
              + "; allowed: whole numbers from 0 to "
              + (ImageFiles.COLOR - 1));
    }
    return code;
  }

  /** What it holds. */
  Kind kind() {
    return kind;
  }

  /** The numbers in it; of boundaries 1 where anyone drew one, else 0. */
  Mask mask() {
    return mask;
  }
}
