/** Rules of advice for segmentation, a class each, and how their data are looked at. */
package org.dl4jvision.study.advice.segmentation;
