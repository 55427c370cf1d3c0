/**
 * Boxes of images, as detectors are asked for and give them: coordinates in pixels of the image,
 * from its upper left corner, the right and bottom edge exclusive.
 */
package org.dl4jvision.box;
