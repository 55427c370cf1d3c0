package org.dl4jvision.task.gradient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.task.gradient.Shares.Share;

/**
 * What gradients on some batches are.
 *
 * @param terms of the loss
 * @param weights what the gradient of each term by the weights is
 * @param logits where the gradient of the loss by the logits is
 * @param logitsOfTerms the same of each term
 */
public record GradientFacts(
    List<LossTerm> terms,
    WeightFacts weights,
    LogitGradient logits,
    List<LogitGradient> logitsOfTerms) {

  /** All numbers by names, for a line of a table. */
  public Map<String, Double> row() {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("norm", weights.total().norm());
    for (int i = 0; i < terms.size() && terms.size() > 1; i++) {
      row.put("norm_" + terms.get(i).name(), weights.ofTerms().get(i).norm());
    }
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        String pair = terms.get(i).name() + "_" + terms.get(j).name();
        row.put("cosine_" + pair, weights.cosine(i, j));
      }
    }
    row.put("noise_scale", weights.noiseScale());
    row.put("vanishing_layers", (double) weights.health().vanishing().size());
    row.put("exploding_layers", (double) weights.health().exploding().size());
    for (Share share : logits.byClass()) {
      row.put("class_" + share.name(), share.amount());
    }
    row.put("border", logits.byDistance().get(0).amount());
    row.put("unsure", 1 - logits.byConfidence().get(4).amount());
    return row;
  }
}
