package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jvision.check.Refusals;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

class RestorableLossTest {

  /** Has no constructor that a reader could call. */
  private static final class Needy extends ImageLoss {
    private final double factor;

    Needy(double factor) {
      this.factor = factor;
    }

    public double getFactor() {
      return factor;
    }
  }

  /** Its option is not written. */
  static final class Forgetful extends ImageLoss {
    private double factor = 1;
  }

  /** Its option is written and read. */
  static final class Own extends ImageLoss {
    private final double factor;

    Own(@JsonProperty("factor") double factor) {
      this.factor = factor;
    }

    public double getFactor() {
      return factor;
    }
  }

  @Test
  void refusesWhatWouldBeLost() {
    Forgetful changed = new Forgetful();
    changed.factor = 3;
    String lost = " would be lost when the network is saved and read; ";
    String name = getClass().getName();
    assertEquals(
        "lossFunction: "
            + name
            + "$Needy"
            + lost
            + "make it a public class of its own with a constructor without arguments\n"
            + "lossFunction: "
            + name
            + "$1"
            + lost
            + "make it a public class of its own with a constructor without arguments\n"
            + "lossFunction: "
            + name
            + "$Forgetful"
            + lost
            + "give its field factor a getter and @JsonProperty\n",
        Refusals.messages(
            () -> layer(new Needy(2)), () -> layer(new ImageLoss() {}), () -> layer(changed)));
  }

  @Test
  void takesWhatIsReadBack() {
    layer(new Own(2));
    layer(new Forgetful()); // whose option has its default
    layer(new ImageLoss());
  }

  @Test
  void takesEveryLossOfTheLibrary() {
    for (LossType<? extends VisionLoss> type : Losses.types()) {
      RestorableLoss.require(
          "loss", Losses.parse(type.takesLosses() ? type.name() + "(dice, l1)" : type.name()));
    }
  }

  private static void layer(ILossFunction loss) {
    new SegmentationLossLayer.Builder(loss);
  }
}
