/** How trainings of segmentations are compared. */
package org.dl4jvision.study.trial.segmentation;
