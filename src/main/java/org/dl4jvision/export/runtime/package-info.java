/**
 * Models of ONNX, run by ONNX Runtime, which is optional: {@link
 * org.dl4jvision.export.runtime.OnnxModel} alone knows its classes, and {@link
 * org.dl4jvision.export.runtime.OnnxRuntime} says whether they are there.
 */
package org.dl4jvision.export.runtime;
