/**
 * How the arrays of users lie in memory: any shape is seen as [images, channels, pixels] without a
 * copy where strides permit, and floats of the CPU's memory are read and written in blocks.
 *
 * <p>This package knows no field and no loss.
 */
package org.dl4jvision.loss.evaluation.memory;
