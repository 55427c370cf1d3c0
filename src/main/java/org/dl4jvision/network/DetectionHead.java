package org.dl4jvision.network;

import java.util.Locale;
import java.util.function.Supplier;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.RetinaHead;
import org.dl4jvision.layer.detection.RpnHead;
import org.dl4jvision.layer.detection.YoloHead;

/** Detection heads by name. */
public enum DetectionHead {
  /** Anchor free, by the distances to the edges: {@link FcosHead}. */
  FCOS(FcosHead::builder),
  /** Anchors that see what they overlap: {@link RetinaHead}. */
  RETINA(RetinaHead::builder),
  /** Anchors of the data's sizes, several a cell, and objectness: {@link YoloHead}. */
  YOLO(YoloHead::builder),
  /** Objects of whatever class: {@link RpnHead}. */
  RPN(RpnHead::builder);

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
