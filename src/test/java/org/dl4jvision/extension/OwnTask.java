package org.dl4jvision.extension;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.loss.LossMeanL2;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.report.Column;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Scores;
import org.dl4jvision.task.Manual;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.SegmentationData;
import org.dl4jvision.train.TrainingData;
import org.dl4jvision.train.Validator;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How much of an image is foreground: a regression of one number an image, learned from masks. The
 * network is an encoder, the mean of its coarsest map and one sigmoid.
 */
public final class OwnTask implements Task<OwnTask.Found> {
  private static final Columns<Found> COLUMNS =
      new Columns<>(
          "foreground-share",
          Columns.epoch(),
          Columns.trainLoss(),
          Columns.validationLoss(),
          Column.<Found>of("error", "mean absolute error of the share", Found::error)
              .inLines("error"),
          Columns.seconds());

  @Override
  public String name() {
    return "foreground-share";
  }

  @Override
  public String help() {
    return "tells how much of an image is foreground";
  }

  @Override
  public Manual manual() {
    return new Manual(
        "Train a network to tell how much of an image is foreground.",
        "Without --data it learns from built-in drawn pictures of cells.",
        List.of("  dl4j-vision train foreground-share --data photos"),
        "the mean error of a share",
        "A share of foreground: shares.csv.");
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public Columns<Found> columns() {
    return COLUMNS;
  }

  @Override
  public Class<Found> scores() {
    return Found.class;
  }

  @Override
  public ModelPrediction prediction() {
    return new ModelPrediction() {
      @Override
      public Prepared open(RunFolder run, Path images) {
        Card card = ModelCard.read(run, Card.class);
        var dataset = new UnlabeledSegmentationDataset(images, card.channels(), card.classNames());
        return new Shares(card, dataset, ModelFile.best(run));
      }
    };
  }

  private record Shares(Card card, UnlabeledSegmentationDataset dataset, ComputationGraph network)
      implements ModelPrediction.Prepared {
    @Override
    public List<String> warnings() {
      return dataset.warnings();
    }

    @Override
    public String write(Path out, Consumer<LabeledImage> labels) {
      StringBuilder shares = new StringBuilder("image,share\n");
      for (int i = 0; i < dataset.size(Split.TEST); i++) {
        var image = dataset.get(Split.TEST, i).normalize(card.normalization());
        image = image.window(0, 0, image.size().roundUp(card.stride()));
        INDArray input =
            Nd4j.create(
                image.image(), new int[] {1, image.channels(), image.height(), image.width()});
        double share = network.outputSingle(input).getDouble(0);
        shares.append(String.format(Locale.ROOT, "%s,%.4f%n", image.name(), share));
      }
      AtomicFile.writeText(out.resolve("shares.csv"), shares.toString());
      return String.format("shares of %d images in %s", dataset.size(Split.TEST), out);
    }
  }

  /** What a validation finds. */
  public record Found(double loss, double error) implements TaskValidation, Scores {
    @Override
    public Found scores() {
      return this;
    }

    @Override
    public double score() {
      return -error;
    }
  }

  /** What a model needs. */
  public record Card(
      String task,
      String dataset,
      List<String> classNames,
      int channels,
      int stride,
      Normalization normalization)
      implements ModelCard {}

  /** Options of a training. */
  public static final class Options extends TrainingOptions<Found> {
    @Mixin public final SegmentationData source = new SegmentationData();

    @Option(names = "--encoder", description = "${bundle:encoders} (default: ${DEFAULT-VALUE}).")
    public String encoder = "plain";

    public Options() {
      super(1e-3);
    }

    @Override
    public ShareTraining open() {
      return new ShareTraining(this);
    }

    @Override
    public String text(String key) {
      return key.equals("encoders") ? list(Encoders.REGISTRY) : super.text(key);
    }
  }

  private static final class ShareTraining extends Training<Found> {
    private final Options chosen;
    private final SegmentationDataset dataset;
    private final Encoder encoder;
    private final EncoderOptions size;

    ShareTraining(Options given) {
      chosen = copy(given, new Options());
      dataset = chosen.source.open(Split.TRAIN, Split.VALIDATION);
      encoder = Encoders.get(chosen.encoder);
      size =
          new EncoderOptions(encoder.baseChannels(), encoder.depth(), EncoderOptions.ANY_STRIDE, 0);
      chosen.epochs = chosen.epochs == null ? 20 : chosen.epochs;
      chosen.batchSize = chosen.batchSize == null ? 8 : chosen.batchSize;
      chooseAugmentation(chosen, dataset.channels());
    }

    @Override
    public OwnTask task() {
      return new OwnTask();
    }

    @Override
    public Options options() {
      return copy(chosen, new Options());
    }

    @Override
    public String describe() {
      return "share of foreground on " + dataset.name();
    }

    @Override
    public String loss() {
      return new LossMeanL2().toString();
    }

    @Override
    public int examplesPerEpoch() {
      return dataset.size(Split.TRAIN);
    }

    @Override
    public ComputationGraph newNetwork() {
      GraphWriter graph =
          new GraphWriter(
              new NeuralNetConfiguration.Builder()
                  .seed(chosen.seed)
                  .updater(new Adam(chosen.learningRate))
                  .weightInit(WeightInit.RELU)
                  .l2(chosen.l2));
      Feature input = graph.input("input", dataset.channels());
      List<Feature> maps = encoder.addTo(graph, input, size);
      Feature last = maps.get(maps.size() - 1);
      Feature mean = graph.add(last.as("mean"), new GlobalPoolingLayer(PoolingType.AVG), last);
      OutputLayer share =
          new OutputLayer.Builder(new LossMeanL2())
              .nIn(mean.channels())
              .nOut(1)
              .activation(Activation.SIGMOID)
              .build();
      ComputationGraph network =
          new ComputationGraph(graph.build(graph.add(mean.as("share"), share, mean)));
      network.init();
      return network;
    }

    private SegmentationIterator batches(Split split, Augmentation augmentation, boolean shuffle) {
      dataset.require(split);
      SegmentationIterator batches =
          SegmentationIterator.builder(dataset, split)
              .augmentation(augmentation)
              .stride(size.stride(size.depth()))
              .batchSize(chosen.batchSize)
              .normalization(chosen.normalization)
              .shuffle(shuffle)
              .seed(chosen.seed)
              .build();
      batches.setPreProcessor(batch -> toShares((DataSet) batch));
      return batches;
    }

    /** Ignored pixels, those that fill up the image among them, do not count. */
    private static void toShares(DataSet batch) {
      INDArray foreground = batch.getLabels().gt(0).castTo(batch.getLabels().dataType());
      INDArray mask = batch.getLabelsMaskArray();
      INDArray share = mask == null ? foreground.mean(1, 2, 3) : foreground.sum(1, 2, 3);
      batch.setLabels((mask == null ? share : share.div(mask.sum(1, 2, 3))).reshape(-1, 1));
      batch.setLabelsMaskArray(null);
    }

    @Override
    public TrainingData trainingData() {
      return TrainingData.of(
          batches(Split.TRAIN, Augmentation.builder().changes(chosen.augmentation).build(), true));
    }

    @Override
    public Validator<Found> validator(Split split) {
      SegmentationIterator batches = batches(split, Augmentation.NONE, false);
      return network -> {
        double squares = 0;
        double errors = 0;
        for (batches.startEpoch(0); batches.hasNext(); ) {
          DataSet batch = batches.next();
          INDArray error = network.outputSingle(batch.getFeatures()).sub(batch.getLabels());
          squares += error.mul(error).sumNumber().doubleValue();
          errors += error.norm1Number().doubleValue();
        }
        return new Found(squares / batches.sampleCount(), errors / batches.sampleCount());
      };
    }

    @Override
    public Card modelCard() {
      return new Card(
          task().name(),
          dataset.name(),
          dataset.classNames(),
          dataset.channels(),
          size.stride(size.depth()),
          chosen.normalization);
    }

    @Override
    protected Found nothing() {
      return new Found(Double.NaN, Double.NaN);
    }
  }
}
