package org.dl4jvision.extension;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.task.Tasks;
import org.dl4jvision.task.segmentation.SegmentationColumns;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes one thing of each kind known while a test class runs: a line each. */
final class OwnEntries implements BeforeAllCallback, AfterAllCallback {

  /** An entry with the registry that it goes to. */
  record Entry<T extends Named>(Registry<T> registry, T entry) {
    void register() {
      registry.register(entry);
    }

    void unregister() {
      registry.unregister(entry);
    }
  }

  static final List<Entry<?>> ALL =
      List.of(
          new Entry<>(Losses.REGISTRY, LossType.of(OwnLoss.class)),
          new Entry<>(Encoders.REGISTRY, new OwnEncoder()),
          new Entry<>(Decoders.REGISTRY, new OwnDecoder()),
          new Entry<>(Heads.REGISTRY, OwnHead.TYPE),
          new Entry<>(AnnotationFormats.REGISTRY, new OwnFormat()),
          new Entry<>(SegmentationColumns.ALL.registry(), OwnColumn.ERROR_RATE),
          new Entry<>(Tasks.REGISTRY, new OwnTask()));

  @Override
  public void beforeAll(ExtensionContext context) {
    ALL.forEach(Entry::register);
  }

  /** Other tests look at what the library has. */
  @Override
  public void afterAll(ExtensionContext context) {
    ALL.forEach(Entry::unregister);
  }
}
