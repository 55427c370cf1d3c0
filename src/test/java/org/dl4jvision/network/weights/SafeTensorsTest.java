package org.dl4jvision.network.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {

  @TempDir private Path folder;

  private Path write(long length, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(text).put(data);
    return Files.write(folder.resolve("w.safetensors"), bytes.array());
  }

  private Path write(String header, byte... data) throws IOException {
    return write(header.length(), header, data);
  }

  private String problem(Path file) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SafeTensors.open(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertEquals(1, message.lines().count(), message);
    return message.substring((file + ": ").length());
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 000000000000F0BF0000000000000440, -1, 2.5",
    "F32, 000080BF00002040, -1, 2.5",
    "F16, 00BC0041, -1, 2.5",
    "F16, 01000080, 5.9604644775390625e-8, -0.0",
    "F16, 007C01FC, Infinity, NaN",
    "BF16, 80BF2040, -1, 2.5"
  })
  void readsWeightsOfEveryType(String type, String hex, double first, double second)
      throws IOException {
    byte[] data = new byte[hex.length() / 2];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    String header =
        String.format(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"%s\",\"shape\":[1,2],\"data_offsets\":[0,%d]}}",
            type, data.length);
    SafeTensors file = SafeTensors.open(write(header, data));
    assertEquals(Set.of("a"), file.names());
    Tensor tensor = file.get("a");
    assertArrayEquals(new long[] {1, 2}, tensor.shape());
    assertEquals(first, tensor.get(0));
    assertEquals(second, tensor.get(1));
  }

  @Test
  void otherTypesAreRefusedOnlyWhereTheyAreAskedFor() throws IOException {
    SafeTensors file =
        SafeTensors.open(
            write("{\"n\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}", (byte) 1));
    assertEquals(
        file.origin() + ": tensor n is of dtype U8; allowed: F32, F16, BF16, F64",
        assertThrows(IllegalArgumentException.class, () -> file.get("n")).getMessage());
    assertEquals(
        file.origin() + ": has no tensor m",
        assertThrows(IllegalArgumentException.class, () -> file.get("m")).getMessage());
  }

  @Test
  void refusesHeadersThatAreNotThere() throws IOException {
    byte[] none = {};
    assertEquals(
        "has 3 bytes: it is no safetensors file, or cut off",
        problem(Files.write(folder.resolve("short.safetensors"), new byte[3])));
    assertEquals(
        "states a header of 10737418240 bytes, but has 2: it is no safetensors file, or cut off",
        problem(write(10L << 30, "{}", none)));
    assertEquals(
        "states a header of 18446744073709551615 bytes, but has 2: it is no safetensors file, or"
            + " cut off",
        problem(write(-1, "{}", none)));
    assertEquals(
        "states a header of 4 bytes, but has 3: it is no safetensors file, or cut off",
        problem(write(4, "{ }", none)));
    assertEquals("has a header that is no JSON, line 1", problem(write("{\"a\": }")));
    assertEquals("has a header that is no JSON object", problem(write("[1]")));
    assertEquals(
        "has a header that has the key 'a' twice, line 1", problem(write("{\"a\":1,\"a\":2}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'F32','shape':[2],'data_offsets':[0,12] | lies at 0 to 12 of 8 bytes: the file is damaged"
            + " or cut off",
        "'F32','shape':[0],'data_offsets':[4,0] | lies at 4 to 0 of 8 bytes: the file is damaged or"
            + " cut off",
        "'F32','shape':[3],'data_offsets':[0,8] | has 8 bytes, which F32 [3] does not fit: the file"
            + " is damaged",
        "'F32','shape':[4611686018427387904,4],'data_offsets':[0,8] | has 8 bytes, which F32"
            + " [4611686018427387904, 4] does not fit: the file is damaged",
        "'F32','shape':[-2],'data_offsets':[0,8] | needs dtype, shape and data_offsets of two"
            + " numbers",
        "'F32','shape':[2] | needs dtype, shape and data_offsets of two numbers",
        "3,'shape':[2],'data_offsets':[0,8] | needs dtype, shape and data_offsets of two numbers",
        "'F32','shape':[1,1,1,1,1,1,1,1,2],'data_offsets':[0,8] | has 9 dimensions; allowed: up to"
            + " 8"
      })
  void refusesEntriesThatDoNotFit(String rest, String expected) throws IOException {
    String header = ("{'a':{'dtype':" + rest + "}}").replace('\'', '"');
    assertEquals("tensor a " + expected, problem(write(header, new byte[8])));
  }

  @Test
  void refusesTensorsThatOverlap() throws IOException {
    String header =
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}";
    assertEquals(
        "tensor b overlaps a: the file is damaged",
        problem(write(header.replace('\'', '"'), new byte[8])));
  }

  @Test
  void tellsHowToConvertPickles() {
    Path file = folder.resolve("resnet18.pth");
    String message =
        assertThrows(IllegalArgumentException.class, () -> SafeTensors.open(file)).getMessage();
    assertTrue(message.contains("torch.load('" + file + "'"), message);
    assertTrue(message.endsWith("'" + folder.resolve("resnet18.safetensors") + "')\""), message);
  }
}
