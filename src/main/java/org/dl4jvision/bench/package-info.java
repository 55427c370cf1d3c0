/** Benchmarks that anyone can repeat. */
package org.dl4jvision.bench;
