package org.dl4jvision.layer.detection.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.cli.Main;
import org.dl4jvision.layer.detection.AnchorSizes;
import org.dl4jvision.layer.detection.BaseHeadTestCase;
import org.dl4jvision.layer.detection.BoxCoder;
import org.dl4jvision.layer.detection.CenterSizeCoder;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadLoss;
import org.dl4jvision.layer.detection.HeadPart;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.layer.detection.IouMatcher;
import org.dl4jvision.layer.detection.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A head of one's own is a class, outside of the library's package, and a line. */
class OwnHeadTest extends BaseHeadTestCase {

  /** One square anchor a location, and one option. */
  static final class SquareHead extends Head {
    static final HeadType TYPE = new HeadType("square", "one square anchor", SquareHead::builder);

    private final double iou;
    private final transient Matcher matcher;

    private SquareHead(Builder builder) {
      super(builder);
      iou = builder.iou;
      matcher = new IouMatcher(anchorGenerator(), iou, iou);
    }

    public static Builder builder() {
      return new Builder();
    }

    @Override
    public boolean hasQuality() {
      return false;
    }

    @Override
    protected double score(double classProbability, double quality) {
      return classProbability;
    }

    @Override
    protected BoxCoder coder(int level) {
      return CenterSizeCoder.anywhere();
    }

    @Override
    protected Matcher matcher() {
      return matcher;
    }

    @Override
    protected List<HeadLoss> terms() {
      return List.of(
          HeadLoss.ofAll(HeadPart.CLASSES, classLoss()), HeadLoss.ofBoxes(boxLoss(), boxWeight()));
    }

    public static final class Builder extends Head.Builder<Builder> {
      private double iou = 0.5;

      private Builder() {
        super("focal", "l1");
      }

      @Override
      protected double[][][] anchorSizes(int[] strides) {
        return AnchorSizes.byStride(strides, s -> new double[][] {{3.0 * s, 3.0 * s}});
      }

      public Builder iou(double threshold) {
        iou = threshold;
        return this;
      }

      @Override
      public SquareHead build() {
        return new SquareHead(this);
      }
    }
  }

  @BeforeEach
  void register() {
    Heads.REGISTRY.register(SquareHead.TYPE);
  }

  @AfterEach
  void unregister() {
    Heads.REGISTRY.unregister(SquareHead.TYPE);
  }

  @Override
  protected HeadType type() {
    return SquareHead.TYPE;
  }

  @Override
  protected Head.Builder<?> otherOptions() {
    return SquareHead.builder().iou(0.3);
  }

  @Test
  void theCommandLineKnowsIt() {
    CommandLine train =
        Main.commandLine().getSubcommands().get("train").getSubcommands().get("detection");
    String help = train.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
    assertTrue(help.contains("square (one square anchor) or yolo"), help);
    List<String> candidates = new ArrayList<>();
    train.getCommandSpec().findOption("--head").completionCandidates().forEach(candidates::add);
    assertEquals(Heads.REGISTRY.names(), candidates);
  }
}
