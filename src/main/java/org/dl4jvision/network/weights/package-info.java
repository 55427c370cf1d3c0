/**
 * Weights from elsewhere. A {@link org.dl4jvision.network.weights.TensorSource} has tensors by
 * PyTorch's names: a file ({@link org.dl4jvision.network.weights.SafeTensors}, which trusts
 * nothing) or a formula ({@link org.dl4jvision.network.weights.FormulaTensors}). {@link
 * org.dl4jvision.network.weights.WeightLoader} copies them to the parameters of a graph whose
 * vertices are named as PyTorch's modules, and tells what became of each.
 *
 * <p>A source of another kind is one class. Nothing here knows an architecture: names that differ
 * are what {@link org.dl4jvision.network.weights.ModuleNames} is for.
 */
package org.dl4jvision.network.weights;
