package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.slf4j.LoggerFactory;

class HalfPrecisionTest {

  @Test
  void warnsOfAnEpsilonThatIsNoNumberOfHalf() {
    assertEquals(
        List.of(
            "Adam's epsilon 1.0E-8 is 0 in HALF, so that weights may become NaN: set one of 1e-4 or"
                + " so, or train in FLOAT"),
        warnings(DataType.HALF, new Adam(0.01)));
    assertEquals(List.of(), warnings(DataType.HALF, new Adam(0.01, 0.9, 0.999, 1e-4)));
    assertEquals(List.of(), warnings(DataType.HALF, new Sgd(0.01)));
    assertEquals(List.of(), warnings(DataType.FLOAT, new Adam(0.01)));
  }

  /** What is warned of, and what helps. */
  @Test
  void weightsBecomeNotANumber() {
    assertEquals(true, isNotANumber(new Adam(0.01)));
    assertEquals(false, isNotANumber(new Adam(0.01, 0.9, 0.999, 1e-4)));
  }

  private static boolean isNotANumber(IUpdater updater) {
    ComputationGraph network = network(DataType.HALF, updater);
    INDArray labels = Nd4j.zeros(DataType.HALF, 2, 2, 16, 16);
    for (int i = 0; i < 3; i++) {
      network.fit(
          new INDArray[] {Nd4j.zeros(DataType.HALF, 2, 1, 16, 16)}, new INDArray[] {labels});
    }
    return network.params().isNaN().any();
  }

  private static List<String> warnings(DataType type, IUpdater updater) {
    Logger logger = (Logger) LoggerFactory.getLogger(HalfPrecision.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.WARN);
    try {
      network(type, updater);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(appender);
    }
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static ComputationGraph network(DataType type, IUpdater updater) {
    return SegmentationNetwork.builder()
        .classes(2)
        .baseChannels(2)
        .depth(1)
        .batchNormalization(false) // DL4J's own is no number either, of images that are all 0
        .dataType(type)
        .updater(updater)
        .build()
        .init();
  }
}
