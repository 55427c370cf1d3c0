package org.dl4jvision.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes at random, such as damage and malice make. */
final class Mutations {

  private static final Pattern VALUE =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|\"[^\"]*\"|true|false|null|[\\[\\]{},:]");

  private static final String[] VALUES = {
    "0",
    "-1",
    "1",
    "2",
    "7",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "9223372036854775807",
    "1e999",
    "-1e308",
    "0.5",
    "\"NaN\"",
    "null",
    "true",
    "[]",
    "{}",
    "[1, 2, 3]",
    "\"\"",
    "\"com.example.StrangeActivation\"",
    "\"org.nd4j.linalg.activations.impl.ActivationSoftmax\"",
    "\"org.deeplearning4j.nn.conf.layers.LSTM\"",
    "{\"@class\": \"org.deeplearning4j.nn.conf.layers.DenseLayer\"}"
  };

  private Mutations() {}

  /** One to four changes: bits, bytes, numbers of four or eight bytes, or an end cut off. */
  static byte[] ofBytes(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 ->
            Arrays.fill(changed, at, Math.min(changed.length, at + 4), (byte) -random.nextInt(2));
        case 3 ->
            Arrays.fill(
                changed, at, Math.min(changed.length, at + 8), (byte) (random.nextInt(2) * 0x7f));
        default ->
            changed =
                random.nextInt(4) == 0
                    ? Arrays.copyOf(changed, at)
                    : Arrays.copyOf(changed, changed.length + random.nextInt(20));
      }
    }
    return changed;
  }

  /** One to three tokens are replaced: by a value that is odd, by another token, or by nothing. */
  static String ofJson(String json, Random random) {
    String changed = json;
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<MatchResult> tokens = VALUE.matcher(changed).results().toList();
      if (tokens.isEmpty()) {
        return changed;
      }
      MatchResult token = tokens.get(random.nextInt(tokens.size()));
      String by =
          switch (random.nextInt(4)) {
            case 0 -> tokens.get(random.nextInt(tokens.size())).group();
            case 1 -> random.nextInt(4) == 0 ? "" : token.group();
            default -> VALUES[random.nextInt(VALUES.length)];
          };
      changed = changed.substring(0, token.start()) + by + changed.substring(token.end());
    }
    return changed;
  }
}
