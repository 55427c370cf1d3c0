package org.dl4jvision.model;

import java.util.Locale;
import java.util.function.Supplier;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;

/** Detection heads by name. */
public enum DetectionHead {
  /** Anchor free, by the distances to the edges: {@link FcosHead}. */
  FCOS(FcosHead::builder);

  private final Supplier<Head.Builder<?>> builder;

  DetectionHead(Supplier<Head.Builder<?>> builder) {
    this.builder = builder;
  }

  /** A builder of the head with its defaults. */
  public Head.Builder<?> builder() {
    return builder.get();
  }

  /** The name as options have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
