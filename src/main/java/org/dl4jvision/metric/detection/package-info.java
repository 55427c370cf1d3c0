/**
 * How well detections find the objects of images. {@link
 * org.dl4jvision.metric.detection.DetectionEvaluation} gathers images and then answers in three
 * steps, each a class of its own:
 *
 * <pre>
 * images -> MatchingRule -> ClassMatches -> PrecisionRecallCurve -> averages
 * </pre>
 *
 * <p>A rule says which detections of an image are right: {@code CocoRule} and {@code VocRule}
 * differ in whether an object that is taken may still be matched. A curve is precision by recall of
 * one class; averages over classes and thresholds are {@code CocoAverages}. Another protocol is
 * another rule and a method of the evaluation.
 *
 * <p>The numbers of COCO agree with pycocotools to the last digit that it prints, so details here
 * are its details: areas are those of files, thresholds those of numpy's linspace, equal scores
 * stay in order. {@link org.dl4jvision.metric.detection.CocoFiles} evaluates two files of its
 * format.
 */
package org.dl4jvision.metric.detection;
