/** Measures of how good predictions are: of segmentation as DL4J evaluations, and of detection. */
package org.dl4jvision.metric;
