package org.dl4jvision.network;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.network.decoder.Decoder;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoders and decoders know nothing of each other, and go together all the same. */
class EncoderDecoderPairsTest {

  private record Pair(Encoder encoder, Decoder decoder) {
    @Override
    public String toString() {
      return encoder.name() + " and " + decoder.name();
    }
  }

  /** Every encoder and every decoder at least once. */
  static Stream<Pair> some() {
    List<Encoder> encoders = List.copyOf(Encoders.REGISTRY.all());
    List<Decoder> decoders = List.copyOf(Decoders.REGISTRY.all());
    return IntStream.range(0, Math.max(encoders.size(), decoders.size()))
        .mapToObj(
            i -> new Pair(encoders.get(i % encoders.size()), decoders.get(i % decoders.size())));
  }

  static Stream<Pair> all() {
    return Encoders.REGISTRY.all().stream()
        .flatMap(
            encoder -> Decoders.REGISTRY.all().stream().map(decoder -> new Pair(encoder, decoder)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void someLearnAndSurviveSaving(Pair pair) {
    check(pair);
  }

  @Tag("scale")
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void allLearnAndSurviveSaving(Pair pair) {
    check(pair);
  }

  private static void check(Pair pair) {
    NetworkChecks.segments(
        SegmentationNetwork.builder()
            .inputChannels(3)
            .classes(2)
            .encoder(pair.encoder)
            .decoder(pair.decoder.name())
            .baseChannels(8)
            .build(),
        3,
        2);
  }
}
