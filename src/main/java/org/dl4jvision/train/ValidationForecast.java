package org.dl4jvision.train;

/**
 * When the first validation of a training will come, by the speed of its first updates.
 *
 * @param epoch that it follows, counted from 1
 * @param seconds until then
 */
public record ValidationForecast(int epoch, double seconds) {}
