package org.dl4jvision.task.gradient;

import java.util.List;

/**
 * What gradients of a detector on some batches are.
 *
 * @param weights what the gradient of each part of the loss by the weights is
 * @param whole where the gradient of the loss by the numbers of predictions is
 * @param parts the same of each part
 */
public record DetectorGradients(
    WeightFacts weights, PredictionGradient whole, List<PredictionGradient> parts) {}
