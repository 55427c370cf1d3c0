/** How trainings of detectors are compared. */
package org.dl4jvision.study.trial.detection;
