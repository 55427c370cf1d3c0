package org.dl4jvision.bench;

import java.util.List;

/** Arrays of sizes that occur, and the losses of interest there. */
enum LossWorkload {
  BINARY("binary", "8x1x512x512", LabelKind.ONE_HOT),
  MULTICLASS("multiclass", "8x21x256x256", LabelKind.ONE_HOT, LabelKind.INDEX),
  VOLUME("volume", "1x4x96x96x96", LabelKind.ONE_HOT),
  TINY("tiny", "32x10", LabelKind.ONE_HOT);

  private final String kind;
  private final String size;
  private final List<LabelKind> labels;

  LossWorkload(String kind, String size, LabelKind... labels) {
    this.kind = kind;
    this.size = size;
    this.labels = List.of(labels);
  }

  /** The name in tables and JSON, such as multiclass-8x21x256x256. */
  @Override
  public String toString() {
    return kind + "-" + size;
  }

  /** Expressions of the losses. */
  List<String> losses() {
    String crossEntropy = this == BINARY ? "binary-cross-entropy" : "cross-entropy";
    return List.of(
        crossEntropy,
        "dice",
        "focal",
        "tversky",
        "lovasz",
        LossProblem.SMOOTH_L1,
        "dice + " + crossEntropy);
  }

  /** Every kind of labels with every loss. */
  List<LossProblem> problems() {
    return labels.stream()
        .flatMap(
            kindOfLabels ->
                losses().stream().map(loss -> new LossProblem(size, kindOfLabels, loss)))
        .toList();
  }
}
