/**
 * Activations that Deeplearning4j lacks, or computes by other formulas than the networks whose
 * weights are read: its own hard sigmoid is 0.2 x + 0.5, and the derivative of its SiLU overflows.
 * Their class names are in saved models.
 */
package org.dl4jvision.layer.activation;
