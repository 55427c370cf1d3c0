/**
 * Training loops. {@link org.dl4jvision.train.Trainer} runs epochs over any {@link
 * org.dl4jvision.train.TrainingData} with any {@link org.dl4jvision.train.Validator} and tells its
 * {@link org.dl4jvision.train.TrainerListener}s what happens; {@link
 * org.dl4jvision.task.segmentation.SegmentationTraining} puts one together for a segmentation data set.
 */
package org.dl4jvision.train;

import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.task.Training;
