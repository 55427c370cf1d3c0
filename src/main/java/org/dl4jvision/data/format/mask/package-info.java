/**
 * Formats with an image file a mask. {@code MaskFormat} pairs images and masks in any arrangement;
 * formats of a tool or of a public data set know more, such as the classes, and win over it by
 * stronger evidence. A new one implements {@link org.dl4jvision.data.format.AnnotationFormat},
 * gives images their masks and, where it knows it, the {@link org.dl4jvision.data.MaskLegend} of
 * all.
 */
package org.dl4jvision.data.format.mask;
