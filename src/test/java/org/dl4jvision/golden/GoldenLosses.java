package org.dl4jvision.golden;

import java.util.Arrays;
import java.util.List;

/** Expressions for the writer, each with the {@link LossQuestion} that suits it. */
final class GoldenLosses {

  /** An expression and the name of what it is asked. */
  record Question(String name, String expression) {}

  /** Every loss once, with a value that is not the default for every option that fits. */
  private static final String[] LOSSES = {
    "boxes-sizes | alpha-iou(alpha=2.5, epsilon=1e-4, format=xywh)",
    "ignored | balanced-l1(alpha=0.4, beta=0.8, gamma=1.2, normalizeWeights=true, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | barron(alpha=-1.5, scale=0.7, normalizeWeights=true, batch=true, classWeights=[1, 2,"
        + " 0.5], ignoreIndex=255)",
    "channels | binary-cross-entropy(labelSmoothing=0.1, positiveWeight=[1, 2, 3],"
        + " normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=9)",
    "ignored | boundary(includeBackground=false, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | charbonnier(epsilon=0.1, normalizeWeights=true, batch=true, classWeights=[1, 2,"
        + " 0.5], ignoreIndex=255)",
    "boxes-sizes | ciou(epsilon=1e-4, format=cxcywh)",
    "ignored | cl-dice(iterations=2, smooth=0.5, includeBackground=false, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | cross-entropy(labelSmoothing=0.1, topK=0.4, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | dice(softLabel=true, squared=false, smoothDenominator=0.5, smoothNumerator=0.25,"
        + " includeBackground=false, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "boxes-sizes | diou(epsilon=1e-4, format=xywh)",
    "distances | distribution-focal",
    "boxes-sizes | eiou(epsilon=1e-4, format=cxcywh)",
    "ignored | focal(alpha=[0.2, 0.3, 0.5], gamma=1.5, mode=multiclass, normalizeWeights=true,"
        + " batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | generalized-cross-entropy(q=0.7, normalizeWeights=true, batch=true, classWeights=[1,"
        + " 2, 0.5], ignoreIndex=255)",
    "ignored | generalized-dice(weighting=simple, softLabel=true, squared=true,"
        + " smoothDenominator=0.5, smoothNumerator=0.25, includeBackground=false, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "boxes-sizes | giou(epsilon=1e-4, format=cxcywh)",
    "ignored | hausdorff(alpha=1.5, includeBackground=false, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | huber(delta=0.4, normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "boxes-sizes | iou(epsilon=1e-4, format=xywh)",
    "ignored | jaccard(softLabel=true, squared=true, smoothDenominator=0.5, smoothNumerator=0.25,"
        + " includeBackground=false, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | l1(normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | l2(normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | log-cosh(normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | log-cosh-dice(softLabel=true, squared=false, smoothDenominator=0.5,"
        + " smoothNumerator=0.25, includeBackground=false, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | log-dice(softLabel=true, squared=false, smoothDenominator=0.5, smoothNumerator=0.25,"
        + " includeBackground=false, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | lovasz(classes=all, includeBackground=false, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "ignored | mcc(smoothDenominator=0.5, smoothNumerator=0.25, includeBackground=false,"
        + " batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | nacl(alpha=0.2, distance=l2, kernel=gaussian, kernelSize=5, sigma=0.8,"
        + " includeBackground=false, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | poly1(epsilon=1.5, normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "qualities | quality-focal(beta=1.5, normalizeWeights=true, batch=true, ignoreIndex=9)",
    "ignored | quantile(tau=0.3, normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "boxes-sizes | siou(epsilon=1e-4, format=xywh)",
    "ignored | smooth-l1(beta=0.3, normalizeWeights=true, batch=true, classWeights=[1, 2, 0.5],"
        + " ignoreIndex=255)",
    "images | ssim(range=2, sigma=1.2, windowSize=5, includeBackground=false, batch=true,"
        + " classWeights=[1, 2], ignoreIndex=9)",
    "ignored | total-variation(weight=0.5, includeBackground=false, batch=true, classWeights=[1, 2,"
        + " 0.5], ignoreIndex=255)",
    "ignored | tversky(alpha=0.3, beta=0.7, gamma=0.75, softLabel=true, squared=true,"
        + " smoothDenominator=0.5, smoothNumerator=0.25, includeBackground=false, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "ignored | unified-focal(asymmetric=false, delta=0.6, gamma=0.3, weight=0.4, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "qualities | varifocal(alpha=0.6, gamma=1.5, normalizeWeights=true, batch=true,"
        + " classWeights=[1, 2, 0.5], ignoreIndex=9)",
    "ignored | wasserstein-dice(distances=[[0, 1, 2], [1, 0, 0.5], [2, 0.5, 0]],"
        + " weighting=volume, smoothDenominator=0.5, smoothNumerator=0.25,"
        + " includeBackground=false, batch=true, classWeights=[1, 2, 0.5], ignoreIndex=255)",
    "classes | 2*dice(squared=false) + 0.5*cross-entropy(labelSmoothing=0.1) + 0.25*boundary",
    "classes | uncertainty(dice(squared=false) + 0.5*l1, 2*focal(gamma=1), cross-entropy)"
  };

  /** Other values, other questions, and the language itself. */
  private static final String[] EXPRESSIONS = {
    "boxes-xyxy | alpha-iou",
    "boxes-xyxy | alpha-iou(alpha=1) + 0.5*l1",
    "boxes-xyxy | iou",
    "boxes-xyxy | giou",
    "boxes-xyxy | diou",
    "boxes-xyxy | ciou",
    "boxes-xyxy | eiou",
    "boxes-xyxy | siou",
    "boxes-sizes | giou(format=xywh)",
    "boxes-sizes | siou(format=cxcywh)",
    "boxes-xyxy | smooth-l1(beta=0.11)",
    "boxes-xyxy | 2*giou + l1",
    "values | balanced-l1",
    "values | barron",
    "values | barron(alpha=2)",
    "values | barron(alpha=0, scale=2)",
    "values | barron(alpha=-Infinity)",
    "values | charbonnier",
    "values | huber",
    "values | l1",
    "values | l2",
    "values | log-cosh",
    "values | quantile(tau=0.9)",
    "values | smooth-l1(beta=0)",
    "values | ssim(range=4)",
    "images | ssim",
    "images | l1 + 0.5*ssim(windowSize=3)",
    "binary | binary-cross-entropy",
    "binary | binary-cross-entropy(positiveWeight=3)",
    "binary | dice + binary-cross-entropy",
    "binary | focal(alpha=0.25)",
    "binary | lovasz",
    "binary | mcc",
    "channels | focal(mode=binary, gamma=0)",
    "channels | tversky(alpha=0.2, beta=0.8)",
    "classes | boundary",
    "classes | hausdorff",
    "classes | cl-dice",
    "classes | cross-entropy",
    "classes | cross-entropy(topK=0.25)",
    "classes | cross-entropy(classWeights=[1, 2, 3], normalizeWeights=true)",
    "classes | dice",
    "classes | dice(smooth=1)",
    "classes | 1*dice",
    "classes |  2 * dice ( squared = false , batch = true )+cross-entropy",
    "classes | dice(ignoreIndex=none, classWeights=null)",
    "classes | focal",
    "classes | generalized-cross-entropy(q=1)",
    "classes | generalized-dice",
    "classes | generalized-dice(weighting=uniform)",
    "classes | jaccard",
    "classes | log-cosh-dice",
    "classes | log-dice",
    "classes | lovasz(perImage=false)",
    "classes | nacl",
    "classes | poly1(epsilon=-1)",
    "classes | total-variation + cross-entropy",
    "classes | unified-focal",
    "classes | wasserstein-dice",
    "classes | wasserstein-dice(distances=[[0, 1, 3], [1, 0, 2], [3, 2, 0]])",
    "classes | uncertainty(dice, cross-entropy)",
    "classes | uncertainty(uncertainty(dice, l1), 3*l2 + focal)",
    "classes | 1e-3*dice + 1.5E1*cross-entropy",
    "indices | dice + cross-entropy",
    "ignored | cross-entropy(ignoreIndex=255)",
    "ignored | dice(ignoreIndex=255) + focal(ignoreIndex=255)",
    "masked | dice + cross-entropy",
    "masked | lovasz",
    "masked | hausdorff(alpha=1)",
    "weighted-examples | generalized-dice + cross-entropy",
    "soft | cross-entropy",
    "soft | dice(softLabel=true)",
    "soft | jaccard(softLabel=true, squared=true)",
    "rows | cross-entropy",
    "rows | focal(gamma=0.5)",
    "sequence | dice",
    "volume | tversky + cross-entropy",
    "volume | boundary",
    "volume | cl-dice(iterations=1)",
    "qualities | quality-focal",
    "qualities | varifocal",
    "distances | distribution-focal"
  };

  private GoldenLosses() {}

  static List<Question> losses() {
    return questions(LOSSES);
  }

  static List<Question> expressions() {
    return questions(EXPRESSIONS);
  }

  private static List<Question> questions(String[] lines) {
    return Arrays.stream(lines)
        .map(line -> line.split(" \\| ", 2))
        .map(parts -> new Question(parts[0], parts[1]))
        .toList();
  }
}
