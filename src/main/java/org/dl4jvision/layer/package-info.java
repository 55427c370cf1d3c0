/** Network layers that Deeplearning4j lacks. */
package org.dl4jvision.layer;
