/**
 * Benchmarks that anyone can repeat: contestants take turns in short runs of JMH, and before a
 * contestant is timed it must compute the same numbers as this library.
 */
package org.dl4jvision.bench;
