/**
 * What layers, vertices and activations are in ONNX. {@link
 * org.dl4jvision.export.operation.OnnxOperations} lists them, a line each; a method writes the
 * nodes of one, for which {@link org.dl4jvision.export.operation.Site} has its inputs, its
 * parameters and the graph.
 *
 * <p>To add one, write such a method and register it; a class that is not listed, or is configured
 * in a way that has no form in ONNX, is refused by its name.
 */
package org.dl4jvision.export.operation;
