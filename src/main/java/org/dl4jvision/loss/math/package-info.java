/**
 * Mathematics that losses are made of and that knows nothing of them: elementary functions of float
 * arrays in vector instructions, numbers that differentiate themselves, the order of many numbers,
 * and buffers that are lent and given back.
 *
 * <p>What belongs here takes and gives plain numbers and arrays: no ND4J array, label or image.
 */
package org.dl4jvision.loss.math;
