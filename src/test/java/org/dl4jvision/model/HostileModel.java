package org.dl4jvision.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.StrangePreProcessor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model file as no training writes it.
 *
 * @param name what is wrong with it
 * @param bytes makes it of a file that is right
 * @param problem what must be said of it, behind the file's name; null if it must be read, as what
 *     is wrong is never looked at
 */
public record HostileModel(String name, Function<ModelZip, byte[]> bytes, String problem) {

  private static final String NO_NETWORK = "its configuration is not that of a network";

  private static final String DAMAGED = "is damaged or cut off";

  static HostileModel of(String name, Function<ModelZip, ModelZip> change, String problem) {
    return new HostileModel(name, zip -> change.apply(zip).bytes(), problem);
  }

  /** All of them, made of a graph that has layers with ReLU. */
  public static List<HostileModel> all() {
    return Stream.of(files(), entries(), configurations(), classes(), arrays())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostileModel> files() {
    return List.of(
        new HostileModel("empty", zip -> new byte[0], "is empty"),
        new HostileModel("text", zip -> utf8("PK, or so"), DAMAGED),
        new HostileModel("cut off", zip -> half(zip.bytes()), DAMAGED),
        new HostileModel("damaged", zip -> flipped(zip.bytes()), DAMAGED),
        new HostileModel(
            "two of one name", HostileModel::twice, "has two entries of the same name"),
        new HostileModel("shared bytes", HostileModel::overlapping, DAMAGED));
  }

  private static List<HostileModel> entries() {
    return List.of(
        of("Java object", zip -> zip.with("preprocessor.bin", object()), null),
        of("normalizer", zip -> zip.with("normalizer.bin", object()), null),
        of("bomb beside", zip -> zip.with("x", new byte[1 << 24]), null),
        of("path", zip -> zip.with("/../../etc/passwd", new byte[1]), null),
        of(
            "no configuration",
            zip -> zip.without(ModelZip.CONFIGURATION),
            "is no model, as it has no configuration.json"),
        of(
            "no weights",
            zip -> zip.without(ModelZip.WEIGHTS),
            "is no model, as it has no coefficients.bin"),
        of("10,000 entries", HostileModel::many, "has 1000..."),
        of(
            "text bomb",
            zip -> zip.with(ModelZip.CONFIGURATION, new byte[1 << 25]),
            "configuration.json has 33554432 bytes; allowed: up to 16777216"));
  }

  private static List<HostileModel> configurations() {
    return List.of(
        text("no text", "", "its configuration is no JSON object"),
        text(
            "symbolic link",
            "../../etc/passwd",
            "its configuration: is no JSON, or damaged, line 1"),
        text("null", "null", "its configuration is no JSON object"),
        text("no properties", "{}", NO_NETWORK),
        text(
            "another kind",
            "{\"confs\": []}",
            "is a model of another kind, not a ComputationGraph"),
        text("no vertices", "{\"vertices\": null}", NO_NETWORK + " that can be built"),
        text(
            "brackets",
            "{\"vertices\":" + "[".repeat(200_000),
            "its configuration: is nested more than 100 levels deep, line 1"),
        text(
            "digits",
            "{\"vertices\":" + "1".repeat(1_000_000) + "}",
            "its configuration: has a number of more than 1000 digits, line 1"),
        json(
            "names",
            json -> "{\"x\": [" + names(10_001) + "]," + json.substring(1),
            "its configuration has more than 10000 names"),
        json(
            "repeated key",
            json -> "{\"backpropType\": null," + json.substring(1),
            "its configuration: has the key 'backpropType' twice, line 2"),
        json("more text", json -> json + "{}", "its configuration: more follows after its end..."),
        json(
            "stride",
            json -> json.replaceFirst("\"stride\" : \\[ 1", "\"stride\" : [ 0"),
            "its configuration has a stride of 0; allowed: 1 to 2147483647"),
        json(
            "overflow",
            json -> json.replaceFirst("\"nout\" : \\d+", "\"nout\" : 4294967296"),
            "its configuration has a nout of 4294967296; allowed: 0 to 2147483647"),
        json(
            "huge layer",
            json -> json.replaceFirst("\\[ 3, 3 ]", "[ 2000000000, 1000000000 ]"),
            ModelZip.WEIGHTS + " has N numbers, but its configuration is of a network with ..."),
        of(
            "overflowing layer",
            HostileModel::overflowing,
            "its configuration has a layer that is too large"));
  }

  private static List<HostileModel> classes() {
    String strange = "com.example.StrangeActivation";
    return List.of(
        activation("static initializer", strange, refusal(strange)),
        activation("unknown class", "com.example.Nobody", refusal("com.example.Nobody")),
        activation("class of Java", "javax.swing.JEditorPane", refusal("javax.swing.JEditorPane")),
        activation("array", "[Lcom.example.StrangeActivation;", refusal("[L" + strange + ";")),
        activation(
            "class of another kind",
            "org.deeplearning4j.nn.conf.layers.DenseLayer",
            "its configuration has no valid value of"
                + " vertices.encoder0_conv1_conv.layerConf.layer.activationFn"),
        property("type of a distribution", "{\"type\": \"" + strange + "\"}", strange),
        property("type argument", "\"java.util.List<" + strange + ">\"", "java.util.List"),
        property("key of an old format", "{\"" + strange + "\": {}}", strange),
        property("escaped letters", "\"\\u0063om.example.StrangeActivation\"", strange));
  }

  private static List<HostileModel> arrays() {
    return List.of(
        weights("no array", utf8("weights"), "is no array that ND4J wrote"),
        weights("no bytes", new byte[0], "is no array that ND4J wrote"),
        weights(
            "huge length",
            array(6, 1L << 40, "FLOAT"),
            "has 1099511627776 numbers, but its configuration is of a network with N"),
        weights(
            "negative length",
            array(6, -1, "FLOAT"),
            "has -1 numbers, but its configuration is of a network with N"),
        weights("huge shape", array(1L << 60, 1, "FLOAT"), "is no array that ND4J wrote"),
        weights("negative shape", array(-6, 1, "FLOAT"), "is no array that ND4J wrote"),
        weights(
            "compressed",
            array(6, 1, "COMPRESSED"),
            "has numbers of type COMPRESSED; allowed: FLOAT, DOUBLE, HALF, BFLOAT16"),
        weights(
            "texts",
            array(6, 1, "UTF8"),
            "has numbers of type UTF8; allowed: FLOAT, DOUBLE, HALF, BFLOAT16"),
        weights("unknown type", array(6, 1, "QUARTER"), "is no array that ND4J wrote"),
        of(
            "numbers cut off",
            zip -> zip.change(ModelZip.WEIGHTS, all -> Arrays.copyOf(all, all.length - 4)),
            "coefficients.bin has B bytes, which are not those of N numbers of type FLOAT"),
        of(
            "one byte more",
            zip -> zip.change(ModelZip.WEIGHTS, all -> Arrays.copyOf(all, all.length + 1)),
            "coefficients.bin has B bytes, which are not those of N numbers of type FLOAT"));
  }

  /** The first layer has 2^64 weights, which are 0 where nobody looks, and four of its bias. */
  private static ModelZip overflowing(ModelZip zip) {
    return zip.configuration(
            json ->
                json.replaceFirst("\\[ 3, 3 ]", "[ 65536, 65536 ]")
                    .replaceFirst("\"nin\" : 1", "\"nin\" : 1073741824")
                    .replaceFirst("\"nin\" : 1,", "\"nin\" : 4,")
                    .replaceFirst("\"nout\" : 1", "\"nout\" : 4"))
        .with(ModelZip.WEIGHTS, array(6, 29, "FLOAT", new byte[29 * 4]));
  }

  private static HostileModel json(String name, UnaryOperator<String> change, String problem) {
    return of(name, zip -> zip.configuration(change), problem);
  }

  private static HostileModel text(String name, String text, String problem) {
    return json(name, json -> text, problem);
  }

  /** Puts another class in the place of an activation. */
  private static HostileModel activation(String name, String className, String problem) {
    return json(
        name,
        json ->
            json.replaceFirst(
                "org.nd4j.linalg.activations.impl.Activation(ReLU|Identity)", className),
        problem);
  }

  /** Adds a property that Deeplearning4j does not know. */
  private static HostileModel property(String name, String value, String className) {
    return json(name, json -> "{\"x\": " + value + "," + json.substring(1), refusal(className));
  }

  private static HostileModel weights(String name, byte[] content, String problem) {
    return of(name, zip -> zip.with(ModelZip.WEIGHTS, content), ModelZip.WEIGHTS + " " + problem);
  }

  /** What stands before the numbers of an array, and a few bytes. */
  private static byte[] array(long shapeLength, long length, String type) {
    return array(shapeLength, length, type, new byte[4]);
  }

  private static byte[] array(long shapeLength, long length, String type, byte[] numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(shapeLength);
      out.writeUTF("LONG");
      for (int i = 0; i < 6; i++) {
        out.writeLong(1);
      }
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(length);
      out.writeUTF(type);
      out.write(numbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\"")
        .collect(Collectors.joining(","));
  }

  /** Two entries of one name: each reader of zips takes another one. */
  private static byte[] twice(ModelZip zip) {
    String bytes =
        new String(zip.with("coefficient2.bin", new byte[1]).bytes(), StandardCharsets.ISO_8859_1);
    return bytes
        .replace("coefficient2.bin", "coefficients.bin")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Compressed sizes that are larger than the file, as of entries that are the same bytes. */
  private static byte[] overlapping(ModelZip zip) {
    byte[] bytes = zip.bytes();
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = little.getInt(bytes.length - 6);
    little.putInt(directory + 20, bytes.length);
    return bytes;
  }

  private static String refusal(String name) {
    return "names the class "
        + name
        + ", which is of none of the packages org.deeplearning4j.nn, org.nd4j.linalg,"
        + " org.dl4jvision; Models.reader().allow(..) takes it, if you trust the file";
  }

  private static ModelZip many(ModelZip zip) {
    return zip.with(
        IntStream.range(0, 10_000)
            .boxed()
            .collect(Collectors.toMap(i -> "objects/" + i, i -> new byte[0])));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length / 8] ^= 1;
    return bytes;
  }

  private static byte[] object() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new StrangePreProcessor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Demands what is said of a file, of which "..." stands for an end that depends on the network.
   *
   * @param weights of the network
   * @param actual what is said behind the file's name; null if it was read
   */
  public void assertProblem(long weights, Path file, String actual) {
    String expected = problem(weights, file);
    boolean open = expected != null && actual != null && expected.endsWith("...");
    String beginning = open ? expected.substring(0, expected.length() - 3) : expected;
    assertEquals(beginning, open && actual.startsWith(beginning) ? beginning : actual, name);
  }

  /** The problem of a file, where B stands for the bytes of its weights and N for their number. */
  private String problem(long weights, Path file) {
    if (problem == null || !problem.startsWith(ModelZip.WEIGHTS)) {
      return problem;
    }
    return problem
        .replace(" B ", " " + ModelZip.of(file).get(ModelZip.WEIGHTS).length + " ")
        .replaceAll("\\bN\\b", "" + weights);
  }

  @Override
  public String toString() {
    return name;
  }
}
