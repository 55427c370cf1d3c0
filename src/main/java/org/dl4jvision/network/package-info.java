/** Networks for segmentation and detection, as configurations of Deeplearning4j. */
package org.dl4jvision.network;
