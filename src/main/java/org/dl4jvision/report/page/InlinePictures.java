package org.dl4jvision.report.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as addresses that hold them, made smaller until all of a page together are of a size
 * that can be sent by mail.
 */
final class InlinePictures {

  /** Bytes of all pictures. */
  private static final int BUDGET = 2_500_000;

  /** The longer side of a picture. */
  private static final int SIDE = 1280;

  private static final double SHRINKING = 0.75;
  private static final float QUALITY = 0.85f;

  private int left = BUDGET;
  private int toCome;

  /**
   * @param count of the pictures that will be asked for
   */
  InlinePictures(int count) {
    toCome = count;
  }

  /** The address of a picture; empty where there is none that can be read. */
  Optional<String> address(Path file) {
    int share = left / Math.max(1, toCome--);
    try {
      BufferedImage image = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
      if (image == null) {
        return Optional.empty();
      }
      byte[] bytes = jpeg(image, share);
      left -= bytes.length;
      return Optional.of("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes));
    } catch (IOException e) {
      return Optional.empty(); // A report without it is better than none.
    }
  }

  private static byte[] jpeg(BufferedImage image, int largest) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    double scale = Math.min(1, (double) SIDE / longer);
    byte[] bytes = encode(scaled(image, scale));
    while (bytes.length > largest && scale * longer > 1) {
      scale *= SHRINKING;
      bytes = encode(scaled(image, scale));
    }
    return bytes;
  }

  /** JPEG knows no transparency: white is behind the image. */
  private static BufferedImage scaled(BufferedImage image, double scale) {
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }

  private static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not into memory
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
