/** How trainings of segmentation are planned. */
package org.dl4jvision.study.plan.segmentation;
