package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.task.WholeImages;
import org.dl4jvision.train.Validator;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Measures a segmentation network on whole images, those that do not fit in memory in tiles, and
 * stops at a loss that is not finite. The loss of an image in tiles is the mean of that of its
 * tiles, each by its pixels that count.
 *
 * <p>Resized images are measured one by one in their own sizes, to which the probabilities are
 * brought; their loss is that of the resized images with the resized masks.
 */
public final class SegmentationValidator implements Validator<SegmentationValidation> {

  private final SegmentationIterator data;
  private final TileOptions options;
  private final List<String> classNames;

  /** Measures by default options of tiles; see the other constructor. */
  public SegmentationValidator(SegmentationIterator data) {
    this(data, new TileOptions());
  }

  /**
   * @param data whole images, not shuffled, with ground truth; read anew at every validation
   * @param options of tiles
   */
  public SegmentationValidator(SegmentationIterator data, TileOptions options) {
    this.data = Objects.requireNonNull(data, "data");
    this.options = options;
    classNames = data.getLabels();
  }

  @Override
  public SegmentationValidation validate(ComputationGraph network) {
    return new Pass(network).run();
  }

  /** Measures one network. */
  private final class Pass {
    private final ComputationGraph network;
    private final SegmentationOutput output;
    private final WholeImages whole;
    private final SegmentationEvaluation evaluation =
        SegmentationEvaluation.builder().classNames(classNames).build();
    private double loss;
    private int done;

    Pass(ComputationGraph network) {
      this.network = network;
      output = new SegmentationOutput(network);
      whole = options.whole(network, data.dataset().channels(), data.stride());
    }

    SegmentationValidation run() {
      int[] atOnce = IntStream.range(0, data.sampleCount()).map(this::atOnce).toArray();
      addWhole(i -> atOnce[i] == data.batch());
      for (int i = 0; i < atOnce.length && Double.isFinite(loss); i++) {
        int index = i;
        if (atOnce[i] == 0) {
          loss += new TiledValidation(data, i, output, evaluation).run(options, network);
          tell(1);
        } else if (atOnce[i] < data.batch()) {
          addWhole(other -> other == index);
        }
      }
      return new SegmentationValidation(loss / atOnce.length, evaluation);
    }

    /** 0 where an image is to be measured by itself, in tiles or in another size. */
    private int atOnce(int index) {
      if (data.dataset() != data.dataset().unresized()) {
        return 0;
      }
      ImageSize size = data.dataset().imageSize(data.split(), index);
      return whole.atOnce(size, data.batch());
    }

    private void addWhole(IntPredicate which) {
      data.choose(which);
      data.startEpoch(0);
      while (data.hasNext() && Double.isFinite(loss)) {
        DataSet batch = data.next();
        SegmentationOutput.Result result =
            LackOfMemory.tellImages(() -> names(batch), () -> output.of(batch));
        loss += result.loss();
        if (Double.isFinite(loss)) {
          evaluation.eval(
              batch.getLabels(), result.probabilities(), batch.getLabelsMaskArray(), null);
        }
        tell(batch.numExamples());
      }
    }

    private void tell(int more) {
      done += more;
      options.reached(done, data.sampleCount());
    }
  }

  private static List<String> names(DataSet batch) {
    return batch.getExampleMetaData(ExampleInfo.class).stream().map(ExampleInfo::name).toList();
  }
}
