package org.dl4jvision.study.explain;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dl4jvision.layer.detection.BatchCosts;

/** How the loss of a detector looks around the solution: a flat valley or a narrow one. */
public final class DetectorLandscapeExplanation implements Explanation<DetectionSubject> {

  @Override
  public String name() {
    return "detector-landscape";
  }

  @Override
  public String help() {
    return "the loss of a detector around the solution along two random directions";
  }

  @Override
  public Class<DetectionSubject> subject() {
    return DetectionSubject.class;
  }

  @Override
  public Finding explain(DetectionSubject subject, Consumer<String> progress) {
    String loss =
        BatchCosts.terms(subject.head()).stream()
            .map(term -> term.loss().toString())
            .collect(Collectors.joining(", "));
    return LandscapeExplanation.finding(
        Landscape.of(
            subject,
            subject.landscapeSteps(),
            LandscapeExplanation.SPAN,
            share -> progress.accept(LandscapeExplanation.told(share))),
        loss,
        subject.images().size());
  }
}
