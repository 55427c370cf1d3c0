package org.dl4jvision.network.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dl4jvision.io.JsonFile;

/** Writes files in the format safetensors. */
public final class SafeTensorsFile {

  private SafeTensorsFile() {}

  /** Writes all tensors as F32. */
  public static Path write(Path file, TensorSource tensors) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    long end = 0;
    for (String name : tensors.names()) {
      long[] shape = tensors.get(name).shape();
      long begin = end;
      end += Float.BYTES * length(shape);
      List<Long> sizes = LongStream.of(shape).boxed().toList();
      header.put(name, Map.of("dtype", "F32", "shape", sizes, "data_offsets", List.of(begin, end)));
    }
    byte[] text = JsonFile.toText(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(8 + text.length + end)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (String name : header.keySet()) {
      Tensor tensor = tensors.get(name);
      for (long i = 0; i < length(tensor.shape()); i++) {
        bytes.putFloat((float) tensor.get(i));
      }
    }
    return Files.write(file, bytes.array());
  }

  private static long length(long[] shape) {
    return LongStream.of(shape).reduce(1, (a, b) -> a * b);
  }
}
