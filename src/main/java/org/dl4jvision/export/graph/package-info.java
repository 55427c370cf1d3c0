/**
 * A graph of ONNX, put together node by node: {@link org.dl4jvision.export.graph.OnnxGraph} names
 * what is added and keeps the constants, {@link org.dl4jvision.export.graph.OnnxValue} is what a
 * node gives. The classes of ONNX's file format are those that ND4J brings. Nothing here knows of
 * networks.
 */
package org.dl4jvision.export.graph;
