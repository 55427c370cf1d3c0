/** Networks for segmentation, as configurations of Deeplearning4j. */
package org.dl4jvision.model;
