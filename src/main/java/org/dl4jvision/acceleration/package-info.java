/** Fast convolutions for any Deeplearning4j network on the CPU. */
package org.dl4jvision.acceleration;
