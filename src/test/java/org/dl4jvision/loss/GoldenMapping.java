package org.dl4jvision.loss;

/** How a library's options and arrays are ours. */
@FunctionalInterface
interface GoldenMapping {
  GoldenAnswer answer(GoldenCase c);
}
