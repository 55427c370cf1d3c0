/**
 * Networks as files of ONNX, which run without Java and without Deeplearning4j: {@link
 * org.dl4jvision.export.OnnxExport} writes them, by the operations in {@code operation}, and has
 * them checked by ONNX Runtime, of {@code runtime}, where that is on the class path.
 *
 * <p>A layer that has no form here yet is a method and a line in {@link
 * org.dl4jvision.export.operation.OnnxOperations}.
 */
package org.dl4jvision.export;
