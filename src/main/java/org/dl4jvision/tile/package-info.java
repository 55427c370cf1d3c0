/**
 * Prediction of images of any size in tiles: {@link org.dl4jvision.tile.TiledPrediction} runs any
 * network that gives maps over an image that a {@link org.dl4jvision.tile.TileSource} reads part by
 * part, and hands the result to a {@link org.dl4jvision.tile.RowSink} rows by rows. {@link
 * org.dl4jvision.tile.NetworkMemory} estimates what a pass of a network takes.
 *
 * <p>{@code TileRun} goes through the tiles of a {@link org.dl4jvision.tile.TileGrid}, row of tiles
 * by row of tiles: {@code SourceRows} keeps the rows of the image that they are cut from, and
 * {@code Mosaic} those of the result that a later tile may still add to. A {@link
 * org.dl4jvision.tile.TileModel} says what is computed of a batch. Nothing here knows data sets,
 * files or training.
 */
package org.dl4jvision.tile;
